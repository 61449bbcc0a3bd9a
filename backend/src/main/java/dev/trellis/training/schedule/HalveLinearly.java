package dev.trellis.training.schedule;

/**
 * In a straight line to half of the rate in {@code period} epochs, then to half of that, and on.
 */
record HalveLinearly(double period) implements LearningRateSchedule {
  @Override
  public double factor(Progress progress) {
    double periods = progress.epochs() / period;
    double whole = Math.floor(periods);
    return Math.pow(0.5, whole) * (1 - (periods - whole) / 2);
  }
}
