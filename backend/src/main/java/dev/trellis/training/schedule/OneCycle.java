package dev.trellis.training.schedule;

/**
 * Up from a 25th to the whole rate in the first three tenths of the cycle, down to nearly nothing
 * in the rest, both along a cosine; then it stays there. After Smith and Topin (2018),
 * Super-convergence, with the shape that PyTorch gave it.
 */
record OneCycle(double length) implements LearningRateSchedule {
  private static final double RISE = 0.3;
  private static final double FIRST = 1.0 / 25;
  private static final double LAST = FIRST / 1e4;

  @Override
  public double factor(Progress progress) {
    double place = Math.min(1, progress.epochs() / length);
    return place < RISE
        ? cosine(FIRST, 1, place / RISE)
        : cosine(1, LAST, (place - RISE) / (1 - RISE));
  }

  private static double cosine(double from, double to, double share) {
    return to + (from - to) * (1 + Math.cos(Math.PI * share)) / 2;
  }
}
