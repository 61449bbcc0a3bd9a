package dev.trellis.experiment;

/** State of an experiment. */
public enum ExperimentState {
  /** Submitted; no trial has started. */
  QUEUED,
  RUNNING,
  /** Held by its author: nothing of it trains until it is resumed. */
  PAUSED,
  /** All its trials are over, or its budget is, and at least one trial completed. */
  COMPLETED,
  /** All its trials are over and none completed. */
  FAILED,
  CANCELLED;

  /** Returns whether no more trials will be proposed. */
  public boolean isOver() {
    return this != QUEUED && this != RUNNING && this != PAUSED;
  }
}
