/**
 * Spring Security's filter chain of the server: host names, the token and browser sessions, pages
 * of other origins, types and sizes of bodies.
 */
@NullMarked
package dev.trellis.access.web;

import org.jspecify.annotations.NullMarked;
