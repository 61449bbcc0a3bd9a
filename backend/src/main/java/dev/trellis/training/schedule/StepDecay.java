package dev.trellis.training.schedule;

/** Multiplied by a factor every {@code period} epochs, all at once. */
record StepDecay(double period, double factor) implements LearningRateSchedule {
  @Override
  public double factor(Progress progress) {
    return Math.pow(factor, Math.floor(progress.epochs() / period));
  }
}
