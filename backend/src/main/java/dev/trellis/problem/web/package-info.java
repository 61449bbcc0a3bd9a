/** Problems over HTTP: RFC 9457 problem+json for every error, whoever raised it. */
@NullMarked
package dev.trellis.problem.web;

import org.jspecify.annotations.NullMarked;
