/**
 * Limits inside Tomcat, where every request passes before any filter: requests at once, size and
 * speed of bodies and headers, bodies nobody read, and errors Tomcat finds itself.
 */
@NullMarked
package dev.trellis.access.web.tomcat;

import org.jspecify.annotations.NullMarked;
