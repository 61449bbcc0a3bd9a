package dev.trellis.training.schedule;

/**
 * Linear warm-up: increases the learning rate from 1 % to the value of another schedule over the
 * first epochs.
 *
 * @param epochs number of warm-up epochs
 */
record WarmUpSchedule(LearningRateSchedule schedule, double epochs)
    implements LearningRateSchedule {
  private static final double INITIAL = 0.01;

  @Override
  public double factor(TrainingProgress progress) {
    double fraction = Math.min(1, progress.epochs() / epochs);
    return (INITIAL + (1 - INITIAL) * fraction) * schedule.factor(progress);
  }
}
