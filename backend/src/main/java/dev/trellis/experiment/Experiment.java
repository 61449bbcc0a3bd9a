package dev.trellis.experiment;

import dev.trellis.experiment.submission.codec.Warning;
import dev.trellis.metric.Objective;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Experiment with its submission.
 *
 * @param spec normalized submission
 * @param source submission exactly as it was sent
 * @param ignored JSON pointers of submitted keys that have no effect
 * @param warnings warnings about valid parts that are probably mistakes
 * @param note note of the users
 * @param endReason reason of an early end, as a word: {@code budget}, {@code target}, {@code
 *     plateau}, {@code failures}, {@code unreadable} or {@code planning_failed}; null otherwise
 * @param endMessage reason of the end, as a sentence; null if {@code endReason} is sufficient
 */
public record Experiment(
    Summary summary,
    Map<String, Object> spec,
    String source,
    List<String> ignored,
    List<Warning> warnings,
    @Nullable String endReason,
    @Nullable String endMessage,
    String note) {

  /** Returns the digest of the dataset's text; null if the stored submission has none. */
  public @Nullable String datasetDigest() {
    String dataset = String.valueOf(spec.get("dataset"));
    int mark = dataset.lastIndexOf("@sha256:");
    return mark < 0 ? null : dataset.substring(mark + "@sha256:".length());
  }

  /** Returns the parameters of the submission by name; none if it is damaged. */
  public Map<?, ?> parameters() {
    return spec.get("parameters") instanceof Map<?, ?> parameters ? parameters : Map.of();
  }

  /**
   * Experiment as a list shows it.
   *
   * @param bestSoFar best value after each trial, by the numbers of the trials, thinned to a few
   *     evenly spaced trials
   * @param archived whether lists leave the experiment out by default
   */
  public record Summary(
      long id,
      String name,
      ExperimentState state,
      int priority,
      String method,
      String dataset,
      Objective objective,
      TrialCounts trials,
      @Nullable BestTrial best,
      Instant createdAt,
      @Nullable Instant startedAt,
      @Nullable Instant finishedAt,
      @Nullable Double secondsLeft,
      List<Double> bestSoFar,
      List<String> tags,
      boolean archived) {}

  /**
   * Number of trials of an experiment in each state.
   *
   * @param planned Number of trials of the whole search.
   * @param queued Number of trials that wait for a worker.
   * @param running Number of trials that are trained.
   * @param paused Number of trials that wait at a rung or for the experiment to resume.
   * @param completed Number of completed trials.
   * @param pruned Number of trials that a pruner ended.
   * @param failed Number of failed trials.
   * @param cancelled Number of cancelled trials.
   */
  public record TrialCounts(
      long planned,
      long queued,
      long running,
      long paused,
      long completed,
      long pruned,
      long failed,
      long cancelled) {

    /** Returns the number of trials that have ended, in any way. */
    public long over() {
      return completed + pruned + failed + cancelled;
    }
  }

  /**
   * Trial with the best value of the objective.
   *
   * @param trialId Identifier of the trial.
   * @param number Number of the trial within the experiment.
   * @param value Best value.
   * @param step Epoch of the best value.
   */
  public record BestTrial(long trialId, long number, double value, int step) {}
}
