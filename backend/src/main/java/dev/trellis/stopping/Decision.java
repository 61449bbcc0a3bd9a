package dev.trellis.stopping;

/** The decision of a pruner on a trial that finished an epoch. */
public sealed interface Decision {
  /** Continues training. */
  record Continue() implements Decision {}

  /** Prunes the trial. */
  record Prune(StopReason reason) implements Decision {}

  /** Pauses the trial at a rung with a checkpoint, until more peers have reached the rung. */
  record Pause(int rung) implements Decision {}
}
