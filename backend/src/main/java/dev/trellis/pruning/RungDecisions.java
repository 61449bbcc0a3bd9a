package dev.trellis.pruning;

import dev.trellis.stopping.StopReason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The decisions of a pruner on paused trials.
 *
 * @param promoted numbers of the trials that continue, the most urgent first
 * @param pruned numbers of the trials to prune, with their stop reasons
 */
public record RungDecisions(List<Long> promoted, Map<Long, StopReason> pruned) {
  public static final RungDecisions NONE = new RungDecisions(List.of(), Map.of());

  public RungDecisions {
    promoted = List.copyOf(promoted);
    pruned = Map.copyOf(pruned);
  }

  /** Returns the union of both sets of decisions. */
  RungDecisions merge(RungDecisions other) {
    List<Long> allPromoted = new ArrayList<>(promoted);
    allPromoted.addAll(other.promoted);
    Map<Long, StopReason> allPruned = new HashMap<>(pruned);
    allPruned.putAll(other.pruned);
    return new RungDecisions(allPromoted, allPruned);
  }
}
