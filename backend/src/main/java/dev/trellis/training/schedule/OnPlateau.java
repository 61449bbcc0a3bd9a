package dev.trellis.training.schedule;

/**
 * Multiplied by a factor whenever {@code patience} epochs in a row brought no validation loss
 * better than the best by one part in 10,000; counting then starts again.
 */
record OnPlateau(double factor, int patience) implements LearningRateSchedule {
  private static final double BETTER = 1 - 1e-4;

  @Override
  public double factor(Progress progress) {
    double rate = 1;
    double best = Double.POSITIVE_INFINITY;
    int inVain = 0;
    for (double loss : progress.validationLosses()) {
      if (loss < best * BETTER) {
        best = loss;
        inVain = 0;
      } else if (++inVain >= patience) {
        rate *= factor;
        inVain = 0;
      }
    }
    return rate;
  }
}
