package dev.trellis.training;

/** Signals that training stopped inside an epoch because {@link StopRequest} requested it. */
public final class TrainingInterruptedException extends Exception {
  public TrainingInterruptedException() {
    super("training was interrupted between two minibatches", null, false, false);
  }
}
