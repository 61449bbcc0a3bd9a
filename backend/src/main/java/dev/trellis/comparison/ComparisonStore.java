package dev.trellis.comparison;

import dev.trellis.comparison.ComparedTrials.MetricSummary;
import dev.trellis.comparison.ExperimentProgress.Improvement;
import dev.trellis.paging.Page;
import dev.trellis.paging.PageRequest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Read access to metrics and provenance of trials, for comparisons and exports. */
public interface ComparisonStore {
  /**
   * Returns the names of the metrics of an experiment, in alphabetical order.
   *
   * @param search substring of the name, in any case; {@code null} for all names
   */
  Page<String> metricNames(long experimentId, @Nullable String search, PageRequest page);

  /**
   * Returns summaries of the metrics of trials, by metric name and trial id.
   *
   * @param limit maximum number of metrics; the first in alphabetical order are returned
   */
  Map<String, Map<Long, MetricSummary>> metrics(Collection<Long> trialIds, int limit);

  /** Returns program and backend of trials by trial id, without trials that were never started. */
  Map<Long, TrainedWith> trainedWith(Collection<Long> trialIds);

  /**
   * Program and backend of the latest attempt of a trial.
   *
   * @param version version of the program; {@code null} if unknown
   * @param commit commit of the source; {@code null} if the program was built outside a repository
   * @param backend engine of each part of the model, and the build of ND4J; {@code null} if unknown
   */
  record TrainedWith(@Nullable String version, @Nullable String commit, @Nullable String backend) {
    static final TrainedWith UNKNOWN = new TrainedWith(null, null, null);
  }

  /**
   * Returns the best value of each started and finished trial of an experiment, in the order in
   * which the trials finished. The value is NaN if a trial has no best value.
   */
  List<Improvement> bestValues(long experimentId);

  /**
   * Returns the best value of the objective up to an epoch, by trial id, of the completed and
   * pruned trials of an experiment; trials without a finite value up to then are left out.
   */
  Map<Long, Double> bestBy(long experimentId, int epoch);
}
