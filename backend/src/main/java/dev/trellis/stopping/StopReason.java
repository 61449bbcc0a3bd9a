package dev.trellis.stopping;

import org.jspecify.annotations.Nullable;

/**
 * Why a trial ended, as data.
 *
 * @param rule name of the rule that ended it: {@code patience}, {@code max_epochs}, {@code target},
 *     {@code time}, {@code not_finite}
 * @param step the epoch after which it ended
 * @param value what the rule looked at; null where it looked at none
 * @param threshold what it was held against; null where there is none
 */
public record StopReason(
    String rule, int step, @Nullable Double value, @Nullable Double threshold) {}
