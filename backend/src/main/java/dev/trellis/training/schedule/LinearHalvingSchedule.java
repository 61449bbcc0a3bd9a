package dev.trellis.training.schedule;

/**
 * Reduces the learning rate linearly to one half within {@code period} epochs, then linearly to one
 * quarter within the next {@code period} epochs, and so on.
 */
record LinearHalvingSchedule(double period) implements LearningRateSchedule {
  @Override
  public double factor(TrainingProgress progress) {
    double periods = progress.epochs() / period;
    double whole = Math.floor(periods);
    return Math.pow(0.5, whole) * (1 - (periods - whole) / 2);
  }
}
