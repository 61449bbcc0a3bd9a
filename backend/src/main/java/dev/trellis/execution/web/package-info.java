/** Workers over HTTP. */
@NullMarked
package dev.trellis.execution.web;

import org.jspecify.annotations.NullMarked;
