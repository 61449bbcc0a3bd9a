package dev.trellis.stopping;

import org.jspecify.annotations.Nullable;

/**
 * Why a trial ended, as data.
 *
 * @param rule name of the rule or pruner that ended it: {@code patience}, {@code max_epochs},
 *     {@code target}, {@code time}, {@code not_finite}, {@code median}, {@code asha}
 * @param step the epoch after which it ended
 * @param value what the rule looked at; null where it looked at none
 * @param threshold what it was held against; null where there is none
 * @param rank where it stood among its peers; null where nobody compared
 */
public record StopReason(
    String rule,
    int step,
    @Nullable Double value,
    @Nullable Double threshold,
    @Nullable Rank rank) {
  /** Of a rule that looks at no peers. */
  public StopReason(String rule, int step, @Nullable Double value, @Nullable Double threshold) {
    this(rule, step, value, threshold, null);
  }
}
