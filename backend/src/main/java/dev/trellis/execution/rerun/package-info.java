/**
 * Reruns: trials that are trained again to check that the curve repeats ({@link Reruns}, {@link
 * CurveComparison}).
 */
@NullMarked
package dev.trellis.execution.rerun;

import org.jspecify.annotations.NullMarked;
