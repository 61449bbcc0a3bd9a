package dev.trellis.training.schedule;

/** Step decay: multiplies the learning rate by {@code factor} after every {@code period} epochs. */
record StepDecaySchedule(double period, double factor) implements LearningRateSchedule {
  @Override
  public double factor(TrainingProgress progress) {
    return Math.pow(factor, Math.floor(progress.epochs() / period));
  }
}
