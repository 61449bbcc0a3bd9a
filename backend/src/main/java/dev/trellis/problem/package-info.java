/** Errors of the caller, with the given value, the allowed values and a remedy. Leaf package. */
@NullMarked
package dev.trellis.problem;

import org.jspecify.annotations.NullMarked;
