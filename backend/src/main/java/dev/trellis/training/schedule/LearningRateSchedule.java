package dev.trellis.training.schedule;

/** A learning-rate schedule. */
public interface LearningRateSchedule {
  /**
   * Returns the factor by which the base learning rate of the assignment is multiplied. The factor
   * must not be negative.
   */
  double factor(TrainingProgress progress);
}
