package dev.trellis.comparison;

import dev.trellis.experiment.Trial;
import dev.trellis.metric.Objective;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Comparison of trials of one or several experiments. The values of each row have the order of the
 * trials.
 *
 * @param trials compared trials
 * @param parameters one row per parameter of any of the trials
 * @param metrics one row per metric, at most {@value #MAX_METRICS}; the objectives are first
 */
public record ComparedTrials(
    List<ComparedTrial> trials, List<ParameterRow> parameters, List<MetricRow> metrics) {
  static final int MAX_METRICS = 200;

  /** Trial with the name, dataset and objective of its experiment. */
  public record ComparedTrial(
      Trial trial, String experiment, String dataset, Objective objective) {}

  /**
   * Values of a parameter.
   *
   * @param name Name of the parameter.
   * @param values Value of each trial; {@code null} if the trial does not have the parameter.
   * @param differs {@code true} if not all values are equal.
   */
  public record ParameterRow(String name, List<@Nullable Object> values, boolean differs) {}

  /**
   * Values of a metric.
   *
   * @param name Name of the metric.
   * @param values Summary of each trial; {@code null} if the trial has not recorded the metric.
   */
  public record MetricRow(String name, List<@Nullable MetricSummary> values) {}

  /**
   * Summary of a metric of a trial.
   *
   * @param atBest value at the best epoch of the trial; {@code null} if it has no best epoch or no
   *     value at that epoch
   * @param last value at the last epoch of the trial; {@code null} if it has no value at that epoch
   * @param lowest lowest finite value; {@code null} if no value is finite
   * @param highest highest finite value; {@code null} if no value is finite
   */
  public record MetricSummary(
      @Nullable Double atBest,
      @Nullable Double last,
      @Nullable Double lowest,
      @Nullable Double highest) {}
}
