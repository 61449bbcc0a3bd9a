package dev.trellis.search;

import dev.trellis.metric.Goal;
import dev.trellis.search.Observation.Progress;
import java.util.List;

/**
 * What an adaptive strategy learns from: trials of this experiment proposed before, in the order of
 * their numbers, after those taken over from earlier experiments. Data, so that a proposal can be
 * made again.
 */
public record History(Goal goal, List<Observation> observations) {
  public History {
    observations = List.copyOf(observations);
  }

  /** How many trials are over. */
  long over() {
    return observations.stream().filter(one -> one.progress() != Progress.OPEN).count();
  }

  /** Nothing is known. */
  public static History none(Goal goal) {
    return new History(goal, List.of());
  }
}
