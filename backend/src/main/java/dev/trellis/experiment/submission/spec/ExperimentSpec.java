package dev.trellis.experiment.submission.spec;

import dev.trellis.dataset.text.Preparation;
import dev.trellis.metric.Objective;
import dev.trellis.space.SearchSpace;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Submission after validation: complete and normalized, with all defaults.
 *
 * @param dataset name of the dataset
 * @param datasetDigest SHA-256 of the dataset in lower-case hex; null for any content
 * @param family name of the model family, {@code task.type} of the submission
 * @param preparation preparation of the dataset before training
 * @param method name of the search strategy
 * @param trialCount exact number of trials of the search
 * @param parallelTrials maximum number of parallel trials
 * @param priority trials with a higher priority are started first
 * @param search options of the search
 * @param space a parameter for every hyperparameter of the family, constants included
 */
public record ExperimentSpec(
    String name,
    String dataset,
    @Nullable String datasetDigest,
    String family,
    Preparation preparation,
    String method,
    long seed,
    Objective objective,
    long trialCount,
    int parallelTrials,
    int priority,
    Budget budget,
    EarlyStopping earlyStopping,
    SearchOptions search,
    SearchSpace space) {

  /** The same, meaning the dataset of that digest and no other. */
  public ExperimentSpec withDatasetDigest(String digest) {
    return new ExperimentSpec(
        name,
        dataset,
        digest,
        family,
        preparation,
        method,
        seed,
        objective,
        trialCount,
        parallelTrials,
        priority,
        budget,
        earlyStopping,
        search,
        space);
  }

  /**
   * @param wallClock for the whole experiment; null for no limit
   * @param perTrial for each trial; null for no limit
   */
  public record Budget(@Nullable Duration wallClock, @Nullable Duration perTrial) {}

  /**
   * Early stopping.
   *
   * @param maxEpochs maximum number of epochs
   * @param patience epochs without an improvement before a trial ends
   * @param minDelta smallest improvement that counts, in units of the objective
   */
  public record EarlyStopping(int maxEpochs, int patience, double minDelta) {}
}
