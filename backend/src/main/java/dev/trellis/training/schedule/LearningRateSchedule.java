package dev.trellis.training.schedule;

/** How the learning rate changes while training goes on. */
public interface LearningRateSchedule {
  /** What the learning rate of the assignment is multiplied by; at least 0. */
  double factor(Progress progress);
}
