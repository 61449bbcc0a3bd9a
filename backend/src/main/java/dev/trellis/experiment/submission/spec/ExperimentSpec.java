package dev.trellis.experiment.submission.spec;

import dev.trellis.dataset.text.Preparation;
import dev.trellis.metric.Objective;
import dev.trellis.space.SearchSpace;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A submission after validation: complete and normalized, every default filled in.
 *
 * @param dataset name of the dataset
 * @param datasetDigest sha256 the dataset must have, lower-case hex; null where any will do
 * @param family name of the model family, {@code task.type} of the submission
 * @param preparation what is made of the dataset before training
 * @param method name of the search strategy
 * @param trialCount exact number of trials the search will make
 * @param parallelTrials how many trials may run at once
 * @param priority trials of a higher one go first
 * @param search how it goes about the space
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
   * @param maxEpochs a trial trains no further
   * @param patience epochs without an improvement before a trial ends
   * @param minDelta what counts as an improvement, in units of the objective
   */
  public record EarlyStopping(int maxEpochs, int patience, double minDelta) {}
}
