/** Problem details (RFC 9457) over HTTP, for errors of every origin. */
@NullMarked
package dev.trellis.problem.web;

import org.jspecify.annotations.NullMarked;
