package dev.trellis.comparison;

import dev.trellis.comparison.ComparedTrials.MetricSummary;
import dev.trellis.comparison.ExperimentProgress.Improvement;
import dev.trellis.paging.Page;
import dev.trellis.paging.PageRequest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where what is compared is read. */
public interface ComparisonStore {
  /**
   * Names of the metrics of an experiment, in alphabetical order.
   *
   * @param search part of the name, in any case; null for all
   */
  Page<String> metricNames(long experimentId, @Nullable String search, PageRequest page);

  /**
   * Metrics of trials by name, then by the trial's id.
   *
   * @param limit how many names at most, the first in alphabetical order
   */
  Map<String, Map<Long, MetricSummary>> metrics(Collection<Long> trialIds, int limit);

  /** What trials were trained with, by their ids; those that no worker began are left out. */
  Map<Long, TrainedWith> trainedWith(Collection<Long> trialIds);

  /**
   * What the latest attempt of a trial trained with.
   *
   * @param version of the program
   * @param commit of its source; null where it was built outside of a repository
   * @param backend what computed each part of the model, and the native library below
   */
  record TrainedWith(@Nullable String version, @Nullable String commit, @Nullable String backend) {
    static final TrainedWith NOTHING = new TrainedWith(null, null, null);
  }

  /** The best value after each trial of an experiment that has one, in the order they ended. */
  List<Improvement> bestValues(long experimentId);

  /**
   * Returns the best value of the objective up to an epoch, by trial id, of the completed and pruned
   * trials of an experiment; trials without a finite value up to then are left out.
   */
  Map<Long, Double> bestBy(long experimentId, int epoch);
}
