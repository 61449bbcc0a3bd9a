package dev.trellis.training.schedule;

import java.util.List;

/**
 * Up by 5 % after every epoch whose validation loss fell, down to 70 % after every other one: the
 * rule and the numbers of Vogl, Mangis, Rigler, Zink and Alkon (1988), Accelerating the convergence
 * of the back-propagation method.
 */
record Adaptive() implements LearningRateSchedule {
  private static final double UP = 1.05;
  private static final double DOWN = 0.7;

  @Override
  public double factor(Progress progress) {
    List<Double> losses = progress.validationLosses();
    double rate = 1;
    for (int epoch = 1; epoch < losses.size(); epoch++) {
      rate *= losses.get(epoch) < losses.get(epoch - 1) ? UP : DOWN;
    }
    return rate;
  }
}
