/**
 * Curve windows: the points of one metric of many trials, thinned for the screen and read
 * incrementally.
 */
@NullMarked
package dev.trellis.comparison.curve;

import org.jspecify.annotations.NullMarked;
