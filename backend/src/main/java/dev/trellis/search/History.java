package dev.trellis.search;

import dev.trellis.metric.Goal;
import dev.trellis.search.Observation.Progress;
import java.util.List;

/**
 * The observations that an adaptive strategy learns from: trials imported from earlier experiments,
 * followed by the earlier trials of this experiment in the order of their numbers. A history is
 * immutable data, so that a proposal can be reproduced.
 */
public record History(Goal goal, List<Observation> observations) {
  public History {
    observations = List.copyOf(observations);
  }

  /** Returns the number of trials that are completed, pruned or failed. */
  long finishedCount() {
    return observations.stream()
        .filter(observation -> observation.progress() != Progress.OPEN)
        .count();
  }

  /** Returns a history without observations. */
  public static History empty(Goal goal) {
    return new History(goal, List.of());
  }
}
