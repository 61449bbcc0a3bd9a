/**
 * Limits inside Tomcat, which every request passes before any filter: number of requests, size and
 * speed of bodies and headers, unread bodies, and errors of Tomcat itself.
 */
@NullMarked
package dev.trellis.access.web.tomcat;

import org.jspecify.annotations.NullMarked;
