package dev.trellis.training.schedule;

/** Step decay: multiplies the learning rate by {@code factor} after every {@code period} epochs. */
record StepDecay(double period, double factor) implements LearningRateSchedule {
  @Override
  public double factor(Progress progress) {
    return Math.pow(factor, Math.floor(progress.epochs() / period));
  }
}
