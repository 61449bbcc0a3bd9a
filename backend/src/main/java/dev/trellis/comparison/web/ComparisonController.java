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
   * Compares trials of one or several experiments: parameters and metrics, with one value per
   * trial.
   *
   * @param trials ids of 1 to 100 trials, separated by commas
   */
  @GetMapping("/compare")
  ComparisonResponse trials(@RequestParam List<Long> trials) {
    return ComparisonResponse.of(comparison.compareTrials(trials));
  }

  /**
   * Returns the optimization histories of experiments that have equal objectives and datasets.
   *
   * @param experiments ids of 1 to 20 experiments, separated by commas
   */
  @GetMapping("/compare/experiments")
  List<ProgressResponse> experiments(@RequestParam List<Long> experiments) {
    return comparison.compareExperiments(experiments).stream().map(ProgressResponse::of).toList();
  }

  /**
   * Returns the names of all metrics that the trials of an experiment have recorded, in
   * alphabetical order.
   *
   * @param search substring of the name, in any case; all names if omitted
   */
  @GetMapping("/experiments/{id}/metrics")
  Page<String> metrics(
      @PathVariable long id,
      @RequestParam(required = false) @Nullable String search,
      PageRequest page) {
    return comparison.metricNames(id, search, page);
  }

  /** Comparison of trials; the values of each row have the order of the trials. */
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
   * @param goal {@code minimize} or {@code maximize}
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
   * @param improvements one entry for each new best value, in the order in which trials finished
   * @param end best value after all finished trials; {@code null} if no trial has finished
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
