/** The search space: parameters with their scales, and the assignments drawn from it. */
@NullMarked
package dev.trellis.space;

import org.jspecify.annotations.NullMarked;
