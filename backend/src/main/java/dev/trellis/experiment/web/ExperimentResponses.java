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

/** What is answered about experiments. */
final class ExperimentResponses {
  private ExperimentResponses() {}

  /**
   * @param goal {@code minimize} or {@code maximize}
   */
  record ObjectiveResponse(String metric, String goal, @Nullable Double target) {
    static ObjectiveResponse of(Objective objective) {
      return new ObjectiveResponse(
          objective.metric(), objective.goal().name().toLowerCase(Locale.ROOT), objective.target());
    }
  }

  /**
   * An experiment in a list.
   *
   * @param bestSoFar the best value as its trials went on, by their numbers, at a few even places
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
   * An experiment with all that was submitted.
   *
   * @param ignored JSON pointers of submitted keys that have no effect
   * @param warnings what was valid but probably not meant when it was submitted
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
