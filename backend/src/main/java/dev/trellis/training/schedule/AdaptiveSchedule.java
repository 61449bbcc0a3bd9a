package dev.trellis.training.schedule;

import java.util.List;

/**
 * Increases the learning rate by 5 % after an epoch if the validation loss fell, and reduces it to
 * 70 % otherwise. The rule and its constants are from Vogl, Mangis, Rigler, Zink and Alkon,
 * "Accelerating the convergence of the back-propagation method", 1988.
 */
record AdaptiveSchedule() implements LearningRateSchedule {
  private static final double UP = 1.05;
  private static final double DOWN = 0.7;

  @Override
  public double factor(TrainingProgress progress) {
    List<Double> losses = progress.validationLosses();
    double rate = 1;
    for (int epoch = 1; epoch < losses.size(); epoch++) {
      rate *= losses.get(epoch) < losses.get(epoch - 1) ? UP : DOWN;
    }
    return rate;
  }
}
