package dev.trellis.training.schedule;

/**
 * Multiplies the learning rate by {@code factor} when {@code patience} consecutive epochs had no
 * validation loss below 99.99 % of the best loss; the count of epochs then restarts. It corresponds
 * to ReduceLROnPlateau of PyTorch.
 */
record PlateauSchedule(double factor, int patience) implements LearningRateSchedule {
  private static final double THRESHOLD = 1 - 1e-4;

  @Override
  public double factor(TrainingProgress progress) {
    double rate = 1;
    double best = Double.POSITIVE_INFINITY;
    int badEpochs = 0;
    for (double loss : progress.validationLosses()) {
      if (loss < best * THRESHOLD) {
        best = loss;
        badEpochs = 0;
      } else if (++badEpochs >= patience) {
        rate *= factor;
        badEpochs = 0;
      }
    }
    return rate;
  }
}
