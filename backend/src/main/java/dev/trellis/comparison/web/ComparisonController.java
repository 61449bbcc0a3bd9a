package dev.trellis.comparison.web;

import dev.trellis.comparison.ComparedTrials;
import dev.trellis.comparison.ComparedTrials.MetricRow;
import dev.trellis.comparison.ComparedTrials.ParameterRow;
import dev.trellis.comparison.Comparisons;
import dev.trellis.comparison.ExperimentProgress;
import dev.trellis.comparison.ExperimentProgress.Improvement;
import dev.trellis.experiment.TrialState;
import dev.trellis.paging.Page;
import dev.trellis.paging.PageRequest;
import dev.trellis.stopping.StopReason;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Endpoints that compare trials and experiments. */
@RestController
@RequestMapping("/api/v1")
class ComparisonController {
  private final Comparisons comparison;

  ComparisonController(Comparisons comparison) {
    this.comparison = comparison;
  }

  /**
   * Compares trials of one or several experiments. The response has a row per parameter and per
   * metric, with one value per trial.
   *
   * @param trials Identifiers of 1 to 100 trials, separated by commas.
   */
  @GetMapping("/compare")
  ComparisonResponse compareTrials(@RequestParam List<Long> trials) {
    return ComparisonResponse.of(comparison.compareTrials(trials));
  }

  /**
   * Returns the optimization histories of several experiments. The experiments must have the same
   * objective and dataset.
   *
   * @param experiments Identifiers of 1 to 20 experiments, separated by commas.
   */
  @GetMapping("/compare/experiments")
  List<ProgressResponse> compareExperiments(@RequestParam List<Long> experiments) {
    return comparison.compareExperiments(experiments).stream().map(ProgressResponse::of).toList();
  }

  /**
   * Lists the names of the metrics that the trials of an experiment have recorded. The names are in
   * alphabetical order.
   *
   * @param search Part of the name; upper and lower case are equal.
   */
  @GetMapping("/experiments/{id}/metrics")
  Page<String> listMetrics(
      @PathVariable long id,
      @RequestParam(required = false) @Nullable String search,
      PageRequest page) {
    return comparison.metricNames(id, search, page);
  }

  /**
   * Comparison of trials; the values of each row have the order of the trials.
   *
   * @param trials Compared trials.
   * @param parameters One row per parameter.
   * @param metrics One row per metric.
   */
  record ComparisonResponse(
      List<ComparedTrialResponse> trials, List<ParameterRow> parameters, List<MetricRow> metrics) {
    static ComparisonResponse of(ComparedTrials compared) {
      return new ComparisonResponse(
          compared.trials().stream().map(ComparedTrialResponse::of).toList(),
          compared.parameters(),
          compared.metrics());
    }
  }

  /**
   * Compared trial, with the name, dataset and objective of its experiment.
   *
   * @param id Identifier.
   * @param number Number within the experiment.
   * @param experimentId Identifier of the experiment.
   * @param experiment Name of the experiment.
   * @param dataset Name of the dataset.
   * @param metric Metric of the objective.
   * @param goal {@code minimize} or {@code maximize}.
   * @param state State.
   * @param bestValue Best value of the objective; {@code null} before the first value.
   * @param bestStep Epoch of the best value.
   * @param lastValue Last value of the objective; {@code null} before the first value.
   * @param lastStep Last recorded epoch.
   * @param seconds Seconds of training; {@code null} before the first attempt.
   * @param parameterCount Number of weights of the model.
   * @param stopReason Reason of the end by a stopping rule or a pruner; {@code null} if there is
   *     none.
   * @param tags Tags.
   */
  record ComparedTrialResponse(
      long id,
      long number,
      long experimentId,
      String experiment,
      String dataset,
      String metric,
      String goal,
      TrialState state,
      @Nullable Double bestValue,
      @Nullable Integer bestStep,
      @Nullable Double lastValue,
      @Nullable Integer lastStep,
      @Nullable Double seconds,
      long parameterCount,
      @Nullable StopReason stopReason,
      List<String> tags) {
    static ComparedTrialResponse of(ComparedTrials.ComparedTrial compared) {
      var trial = compared.trial();
      return new ComparedTrialResponse(
          trial.id(),
          trial.number(),
          trial.experimentId(),
          compared.experiment(),
          compared.dataset(),
          compared.objective().metric(),
          compared.objective().goal().name().toLowerCase(Locale.ROOT),
          trial.state(),
          trial.bestValue(),
          trial.bestStep(),
          trial.lastValue(),
          trial.lastStep(),
          trial.seconds(),
          trial.parameterCount(),
          trial.stopReason(),
          trial.tags());
    }
  }

  /**
   * Optimization history of an experiment.
   *
   * @param id Identifier.
   * @param name Name.
   * @param method Search strategy.
   * @param dataset Name of the dataset.
   * @param metric Metric of the objective.
   * @param goal {@code minimize} or {@code maximize}.
   * @param improvements One entry for each new best value, in the order in which trials finished.
   * @param end Best value after all finished trials; {@code null} if no trial has finished.
   */
  record ProgressResponse(
      long id,
      String name,
      String method,
      String dataset,
      String metric,
      String goal,
      List<Improvement> improvements,
      @Nullable Improvement end) {
    static ProgressResponse of(ExperimentProgress progress) {
      var experiment = progress.experiment();
      return new ProgressResponse(
          experiment.id(),
          experiment.name(),
          experiment.method(),
          experiment.dataset(),
          experiment.objective().metric(),
          experiment.objective().goal().name().toLowerCase(Locale.ROOT),
          progress.improvements(),
          progress.end());
    }
  }
}
