package dev.trellis.search.density;

/** The standard normal distribution. */
final class StandardNormal {
  private static final double SQRT_HALF = Math.sqrt(0.5);

  private StandardNormal() {}

  /**
   * Returns the cumulative distribution function at {@code z}, with an absolute error below 1.5e-7
   * (Abramowitz and Stegun, formula 7.1.26).
   */
  static double cdf(double z) {
    double x = Math.abs(z) * SQRT_HALF;
    double t = 1 / (1 + 0.3275911 * x);
    double series =
        t
            * (0.254829592
                + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
    double half = 0.5 * series * Math.exp(-x * x);
    return z < 0 ? half : 1 - half;
  }
}
