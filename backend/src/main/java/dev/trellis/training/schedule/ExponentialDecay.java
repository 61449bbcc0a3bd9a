package dev.trellis.training.schedule;

/** Multiplied by a factor over every {@code period} epochs, a little at every step. */
record ExponentialDecay(double period, double factor) implements LearningRateSchedule {
  @Override
  public double factor(Progress progress) {
    return Math.pow(factor, progress.epochs() / period);
  }
}
