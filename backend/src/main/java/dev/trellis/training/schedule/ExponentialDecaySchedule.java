package dev.trellis.training.schedule;

/**
 * Exponential decay: multiplies the learning rate by {@code factor} over every {@code period}
 * epochs, continuously.
 */
record ExponentialDecaySchedule(double period, double factor) implements LearningRateSchedule {
  @Override
  public double factor(TrainingProgress progress) {
    return Math.pow(factor, progress.epochs() / period);
  }
}
