package dev.trellis.training.schedule;

/**
 * The one-cycle policy: the learning rate rises from 1/25 to its full value in the first 30 % of
 * the cycle and falls to 1/250,000 in the rest of the cycle, both along a cosine; after the cycle
 * it is constant. After Smith and Topin, "Super-convergence", 2018, with the shape of PyTorch's
 * OneCycleLR.
 *
 * @param length length of the cycle in epochs
 */
record OneCycleSchedule(double length) implements LearningRateSchedule {
  private static final double WARM_UP = 0.3;
  private static final double INITIAL = 1.0 / 25;
  private static final double FINAL = INITIAL / 1e4;

  @Override
  public double factor(TrainingProgress progress) {
    double position = Math.min(1, progress.epochs() / length);
    return position < WARM_UP
        ? annealCosine(INITIAL, 1, position / WARM_UP)
        : annealCosine(1, FINAL, (position - WARM_UP) / (1 - WARM_UP));
  }

  private static double annealCosine(double from, double to, double fraction) {
    return to + (from - to) * (1 + Math.cos(Math.PI * fraction)) / 2;
  }
}
