package dev.trellis.comparison;

import dev.trellis.experiment.Trial;
import dev.trellis.metric.Objective;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Trials side by side, of one experiment or several. The values of a row stand in the order of the
 * trials.
 *
 * @param metrics at most {@value #MOST_METRICS} of them, the objectives' first
 */
public record ComparedTrials(
    List<ComparedTrial> trials, List<ParameterRow> parameters, List<MetricRow> metrics) {
  static final int MOST_METRICS = 200;

  /** A trial with what its experiment says about it. */
  public record ComparedTrial(
      Trial trial, String experiment, String dataset, Objective objective) {}

  /**
   * @param values null where a trial has no such parameter
   * @param differs whether not all of them are the same
   */
  public record ParameterRow(String name, List<@Nullable Object> values, boolean differs) {}

  /**
   * @param values null where a trial has not recorded it
   */
  public record MetricRow(String name, List<@Nullable MetricSummary> values) {}

  /**
   * One metric of one trial.
   *
   * @param atBest at the trial's best epoch; null where it has none
   * @param last the latest value
   * @param lowest of the finite values; null where there is none
   * @param highest of the finite values; null where there is none
   */
  public record MetricSummary(
      @Nullable Double atBest,
      @Nullable Double last,
      @Nullable Double lowest,
      @Nullable Double highest) {}
}
