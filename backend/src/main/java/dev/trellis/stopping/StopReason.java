package dev.trellis.stopping;

import org.jspecify.annotations.Nullable;

/**
 * The reason a trial ended.
 *
 * @param rule name of the stopping rule or pruner that ended the trial: {@code patience}, {@code
 *     max_epochs}, {@code target}, {@code time}, {@code not_finite}, {@code median}, {@code
 *     percentile}, {@code asha}, {@code hyperband}
 * @param step the epoch after which the trial ended
 * @param value the value that the rule compared; null if the rule compares no value
 * @param threshold the threshold that the value was compared with; null if there is none
 * @param rank rank of the trial among its peers; null if the rule has no peers
 */
public record StopReason(
    String rule,
    int step,
    @Nullable Double value,
    @Nullable Double threshold,
    @Nullable Rank rank) {
  /** Creates the reason of a rule that does not compare trials. */
  public StopReason(String rule, int step, @Nullable Double value, @Nullable Double threshold) {
    this(rule, step, value, threshold, null);
  }
}
