package dev.trellis.experiment;

import dev.trellis.filter.Filter;
import dev.trellis.paging.Page;
import dev.trellis.paging.PageRequest;
import dev.trellis.training.ConfusionMatrix;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Persistent trials: reading and cancelling. Package {@code execution} stores the progress of
 * training.
 */
public interface TrialStore {
  Optional<Trial> find(long id);

  Page<Trial> list(long experimentId, Filter filter, PageRequest page);

  /** Of a classifier that was tested. */
  Optional<ConfusionMatrix> confusion(long id);

  /**
   * Trials in the order of their numbers.
   *
   * @param after the number before the first one; -1 for the beginning
   * @param limit how many at most
   */
  List<Trial> following(long experimentId, Filter filter, long after, int limit);

  /** Returns the names of all metrics of the test part that trials of an experiment have. */
  List<String> testMetrics(long experimentId);

  /** Returns the provenance of each attempt, in order; empty before the first attempt. */
  List<Map<String, Object>> provenance(long id);

  /** Locks all trials of an experiment until the transaction ends: nobody else writes one. */
  List<Long> lockAll(long experimentId);

  /**
   * Cancels a waiting trial, or asks a running one's worker to stop.
   *
   * @return whether it was still open
   */
  boolean cancel(long id);
}
