package dev.trellis.experiment.web;

import dev.trellis.experiment.Experiment;
import dev.trellis.experiment.Experiment.BestTrial;
import dev.trellis.experiment.Experiment.TrialCounts;
import dev.trellis.experiment.ExperimentState;
import dev.trellis.experiment.submission.codec.Warning;
import dev.trellis.metric.Objective;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Responses of the endpoints for experiments. */
final class ExperimentResponses {
  private ExperimentResponses() {}

  /**
   * Objective of an experiment.
   *
   * @param metric Name of the metric.
   * @param goal {@code minimize} or {@code maximize}.
   * @param target Value that ends the experiment when a trial reaches it; {@code null} if there is
   *     none.
   */
  record ObjectiveResponse(String metric, String goal, @Nullable Double target) {
    static ObjectiveResponse of(Objective objective) {
      return new ObjectiveResponse(
          objective.metric(), objective.goal().name().toLowerCase(Locale.ROOT), objective.target());
    }
  }

  /**
   * Experiment in a list.
   *
   * @param id Identifier.
   * @param name Name.
   * @param state State.
   * @param priority Trials of experiments with a higher priority are started first.
   * @param method Search strategy.
   * @param dataset Name of the dataset.
   * @param objective Objective.
   * @param trials Number of trials in each state.
   * @param best Trial with the best value of the objective; {@code null} before the first value.
   * @param createdAt Time of the submission.
   * @param startedAt Time at which the first trial started; {@code null} before it.
   * @param finishedAt Time of the end; {@code null} before it.
   * @param secondsLeft Estimated seconds until the end; {@code null} if unknown.
   * @param bestSoFar Best value after each trial, thinned to a few evenly spaced trials.
   * @param tags Tags.
   * @param archived {@code true} if the experiment is left out of lists by default.
   */
  record ExperimentSummary(
      long id,
      String name,
      ExperimentState state,
      int priority,
      String method,
      String dataset,
      ObjectiveResponse objective,
      TrialCounts trials,
      @Nullable BestTrial best,
      Instant createdAt,
      @Nullable Instant startedAt,
      @Nullable Instant finishedAt,
      @Nullable Double secondsLeft,
      List<Double> bestSoFar,
      List<String> tags,
      boolean archived) {
    static ExperimentSummary of(Experiment.Summary summary) {
      return new ExperimentSummary(
          summary.id(),
          summary.name(),
          summary.state(),
          summary.priority(),
          summary.method(),
          summary.dataset(),
          ObjectiveResponse.of(summary.objective()),
          summary.trials(),
          summary.best(),
          summary.createdAt(),
          summary.startedAt(),
          summary.finishedAt(),
          summary.secondsLeft(),
          summary.bestSoFar(),
          summary.tags(),
          summary.archived());
    }
  }

  /**
   * Experiment with its submission.
   *
   * @param id Identifier.
   * @param name Name.
   * @param state State.
   * @param priority Trials of experiments with a higher priority are started first.
   * @param method Search strategy.
   * @param dataset Name of the dataset.
   * @param objective Objective.
   * @param trials Number of trials in each state.
   * @param best Trial with the best value of the objective; {@code null} before the first value.
   * @param createdAt Time of the submission.
   * @param startedAt Time at which the first trial started; {@code null} before it.
   * @param finishedAt Time of the end; {@code null} before it.
   * @param secondsLeft Estimated seconds until the end; {@code null} if unknown.
   * @param bestSoFar Best value after each trial, thinned to a few evenly spaced trials.
   * @param tags Tags.
   * @param archived {@code true} if the experiment is left out of lists by default.
   * @param spec Submission in normal form, with all defaults.
   * @param source Submission as it was sent.
   * @param ignored JSON pointers of submitted keys that have no effect.
   * @param warnings Warnings about valid parts of the submission that are probably mistakes.
   * @param endReason Reason of the end; {@code null} before the end.
   * @param endMessage Details of the end; {@code null} if there are none.
   * @param note Note; empty if there is none.
   */
  record ExperimentResponse(
      long id,
      String name,
      ExperimentState state,
      int priority,
      String method,
      String dataset,
      ObjectiveResponse objective,
      TrialCounts trials,
      @Nullable BestTrial best,
      Instant createdAt,
      @Nullable Instant startedAt,
      @Nullable Instant finishedAt,
      @Nullable Double secondsLeft,
      List<Double> bestSoFar,
      List<String> tags,
      boolean archived,
      Map<String, Object> spec,
      String source,
      List<String> ignored,
      List<Warning> warnings,
      @Nullable String endReason,
      @Nullable String endMessage,
      String note) {
    static ExperimentResponse of(Experiment experiment) {
      ExperimentSummary summary = ExperimentSummary.of(experiment.summary());
      return new ExperimentResponse(
          summary.id(),
          summary.name(),
          summary.state(),
          summary.priority(),
          summary.method(),
          summary.dataset(),
          summary.objective(),
          summary.trials(),
          summary.best(),
          summary.createdAt(),
          summary.startedAt(),
          summary.finishedAt(),
          summary.secondsLeft(),
          summary.bestSoFar(),
          summary.tags(),
          summary.archived(),
          experiment.spec(),
          experiment.source(),
          experiment.ignored(),
          experiment.warnings(),
          experiment.endReason(),
          experiment.endMessage(),
          experiment.note());
    }
  }
}
