package dev.trellis.training;

/** A trial was asked to stop inside an epoch. */
public final class TrainingInterrupted extends Exception {
  public TrainingInterrupted() {
    super("stopped between two minibatches", null, false, false);
  }
}
