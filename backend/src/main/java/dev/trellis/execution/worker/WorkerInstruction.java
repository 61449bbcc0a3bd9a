package dev.trellis.execution.worker;

/** Instruction for a worker, returned when it reports progress. */
public enum WorkerInstruction {
  GO_ON,
  /** Somebody cancelled the trial or its experiment. */
  CANCEL,
  /** The experiment is paused: the trial waits until it is resumed. */
  PAUSE,
  /** The time of the experiment is used up. */
  OUT_OF_BUDGET
}
