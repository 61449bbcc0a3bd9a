package dev.trellis.experiment;

/** State of a trial. */
public enum TrialState {
  /** Proposed; waits for a worker. */
  QUEUED,
  /** Claimed by a worker. */
  RUNNING,
  /**
   * Waits outside the queue: its experiment is paused, or its search strategy has not yet decided
   * whether it goes on.
   */
  PAUSED,
  /** Trained to its end. */
  COMPLETED,
  /** Ended early because its peers do better. */
  PRUNED,
  FAILED,
  CANCELLED;

  /** Returns whether the trial has ended. */
  public boolean isOver() {
    return this != QUEUED && this != RUNNING && this != PAUSED;
  }
}
