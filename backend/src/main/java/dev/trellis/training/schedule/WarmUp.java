package dev.trellis.training.schedule;

/** Another schedule, reached in a straight line from a hundredth over the first epochs. */
record WarmUp(LearningRateSchedule then, double epochs) implements LearningRateSchedule {
  private static final double FIRST = 0.01;

  @Override
  public double factor(Progress progress) {
    double share = Math.min(1, progress.epochs() / epochs);
    return (FIRST + (1 - FIRST) * share) * then.factor(progress);
  }
}
