package dev.trellis.pruning;

import dev.trellis.stopping.StopReason;

/** The decision of a pruner on a trial that finished an epoch. */
public sealed interface PruningDecision {
  /** Continues training. */
  record Continue() implements PruningDecision {}

  /** Prunes the trial. */
  record Prune(StopReason reason) implements PruningDecision {}

  /** Pauses the trial at a rung with a checkpoint, until more peers have reached the rung. */
  record Pause(int rung) implements PruningDecision {}
}
