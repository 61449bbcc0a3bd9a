package dev.trellis.experiment;

import dev.trellis.paging.Page;
import dev.trellis.paging.PageRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where trials are read and cancelled; what happens to them in training is {@code execution}'s. */
public interface TrialStore {
  Optional<Trial> find(long id);

  /**
   * @param state null for all
   */
  Page<Trial> list(long experimentId, @Nullable TrialState state, PageRequest page);

  /** What each attempt trained with, in order; empty before the first. */
  List<Map<String, Object>> provenance(long id);

  /** All trials of an experiment. */
  List<Long> ids(long experimentId);

  /**
   * Cancels a waiting trial, or asks a running one's worker to stop.
   *
   * @return whether it was still open
   */
  boolean cancel(long id);
}
