/**
 * Search spaces: parameters (ranges of floats and integers, choices, constants), conditions and
 * constraints.
 *
 * <p>A parameter maps positions in [0, 1) to values, so that a search strategy only draws
 * positions. The package also holds assignments, and the grid of the distinct points of a countable
 * space.
 */
@NullMarked
package dev.trellis.space;

import org.jspecify.annotations.NullMarked;
