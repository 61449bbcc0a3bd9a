/** Mistakes of the caller: what was given, what is allowed, what to do. Leaf package. */
@NullMarked
package dev.trellis.problem;

import org.jspecify.annotations.NullMarked;
