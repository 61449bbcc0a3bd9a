package dev.trellis.comparison.curve;

import org.jspecify.annotations.Nullable;

/**
 * Point of a curve.
 *
 * @param step epoch after which the value was measured, from 1
 * @param value value of the metric; may be NaN or infinite
 * @param seconds time of the measurement in seconds since the experiment started; {@code null} if
 *     times were not requested or the time is unknown
 */
public record CurvePoint(int step, double value, @Nullable Double seconds) {}
