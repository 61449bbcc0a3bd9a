/**
 * Access to the server: settings, the token, browser sessions, wrong tokens, security headers.
 *
 * <p>{@code access.web} holds the filters, {@code access.web.tomcat} the limits of connections and
 * bodies.
 */
@NullMarked
package dev.trellis.access;

import org.jspecify.annotations.NullMarked;
