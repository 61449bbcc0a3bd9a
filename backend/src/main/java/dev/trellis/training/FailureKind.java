package dev.trellis.training;

/** Reasons for the failure of a trial. The constants are stored in the database. */
public enum FailureKind {
  /** A metric became NaN or infinite. */
  NOT_FINITE,
  /** The model does not fit in memory. */
  OUT_OF_MEMORY,
  /** The time budget of the trial ended before its first epoch. */
  OUT_OF_TIME,
  /** The training part is smaller than one minibatch, or the validation part is too small. */
  TOO_LITTLE_DATA,
  /** The worker process died repeatedly while it ran the trial. */
  WORKER_LOST,
  /** Any other error; the message contains the cause. */
  ERROR
}
