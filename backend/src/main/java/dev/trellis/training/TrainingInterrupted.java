package dev.trellis.training;

/** Signals that training stopped inside an epoch because {@link Interruption} requested it. */
public final class TrainingInterrupted extends Exception {
  public TrainingInterrupted() {
    super("training was interrupted between two minibatches", null, false, false);
  }
}
