package dev.trellis.training;

/** Why a trial failed. */
public enum FailureKind {
  /** A metric became NaN or infinite. */
  NOT_FINITE,
  /** The model does not fit in memory. */
  OUT_OF_MEMORY,
  /** The time of the trial was over before its first epoch was. */
  OUT_OF_TIME,
  /** The data does not fill one minibatch of this assignment. */
  TOO_LITTLE_DATA,
  /** Its worker died with it, again and again. */
  WORKER_LOST,
  /** Anything else; the message has the cause. */
  ERROR
}
