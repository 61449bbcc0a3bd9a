package dev.trellis.comparison;

import org.jspecify.annotations.Nullable;

/**
 * A point of a curve as the screen draws it.
 *
 * @param step the epoch it was measured after, counted from 1
 * @param seconds when it was written, since its experiment started; null where nobody asked or
 *     nobody knows
 */
public record CurvePoint(int step, double value, @Nullable Double seconds) {}
