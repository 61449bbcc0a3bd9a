package dev.trellis.search.density;

import dev.trellis.search.random.RandomDraws;
import dev.trellis.space.Choice;
import dev.trellis.space.Interval;
import dev.trellis.space.Parameter;

/**
 * One axis of a {@link ParzenEstimator} density. Positions and widths are fractions of the length
 * of the axis. On an ordered axis a kernel is a normal distribution truncated at both ends; on an
 * unordered (categorical) axis a kernel is a mixture of one category and the uniform distribution.
 *
 * @param parameter a parameter with more than one value
 * @param isOrdered whether the distance between two values has a meaning; false if the parameter is
 *     a choice whose values are not ascending numbers
 */
public record DensityAxis(Parameter parameter, boolean isOrdered) {
  /**
   * Bandwidth for a single observation. Tuned on test functions against Optuna's samplers; see
   * bench/search.
   */
  private static final double BANDWIDTH = 0.05;

  /** Number of kernels above which the lower bound of the bandwidth stops shrinking. */
  private static final int MAX_CLIP_KERNELS = 100;

  /** Intervals of at most this width are evaluated as points of a continuous axis. */
  private static final double CONTINUOUS_WIDTH = 1e-3;

  /**
   * Limit for rejection sampling. At least a third of the mass of every kernel is inside the axis,
   * so 100 draws fail with a probability below 1e-17.
   */
  private static final int MAX_DRAWS = 100;

  /** Creates the axis of a parameter. */
  public static DensityAxis of(Parameter parameter) {
    return new DensityAxis(
        parameter, !(parameter instanceof Choice choice) || choice.isAscending());
  }

  /**
   * Returns the bandwidth by Scott's rule, with a lower bound that depends on the number of kernels
   * (the "magic clip" of Bergstra's TPE).
   *
   * @param observed number of kernels, without the prior
   * @param dimensions number of axes of the density
   */
  static double kernelWidth(int observed, int dimensions) {
    double width = BANDWIDTH * Math.pow(Math.max(1, observed), -1.0 / (dimensions + 4));
    return Math.max(width, 1.0 / Math.min(MAX_CLIP_KERNELS, observed + 2));
  }

  /** Returns the fraction of the mass of a normal kernel that is inside [0, 1]. */
  static double massInside(double center, double width) {
    return StandardNormal.cdf((1 - center) / width) - StandardNormal.cdf(-center / width);
  }

  /**
   * Returns the value of a kernel at an interval: the probability of the interval, or the density
   * if the axis is continuous or the interval is at most {@link #CONTINUOUS_WIDTH} wide.
   *
   * @param inside {@link #massInside} of the kernel
   * @param kernels number of kernels in the mixture
   */
  double evaluateKernel(
      Interval interval, double center, double width, double inside, int kernels) {
    if (!isOrdered) {
      boolean isCenter = width < 1 && interval.low() <= center && center < interval.high();
      double uniform = uniformWeight(kernels);
      return ((isCenter ? 1 : 0) + uniform * interval.width()) / (1 + uniform);
    }
    if (interval.width() > CONTINUOUS_WIDTH) {
      double lower = StandardNormal.cdf((interval.low() - center) / width);
      double mass = StandardNormal.cdf((interval.high() - center) / width) - lower;
      return Math.max(mass, 0) / inside;
    }
    double z = (interval.middle() - center) / width;
    return Math.exp(-0.5 * z * z) / (width * inside);
  }

  /**
   * Returns the weight of the uniform part of a categorical kernel, relative to the weight of its
   * center. As in Optuna, the weight shrinks when the number of kernels grows.
   */
  private double uniformWeight(int kernels) {
    return (double) parameter.gridSize() / kernels;
  }

  /** Draws a position in [0, 1) from a kernel. */
  double drawPosition(double center, double width, int kernels, RandomDraws draws) {
    if (!isOrdered) {
      boolean isCenter = width < 1 && draws.nextUniform() * (1 + uniformWeight(kernels)) < 1;
      return isCenter ? center : draws.nextUniform();
    }
    for (int attempt = 0; attempt < MAX_DRAWS; attempt++) {
      double position = center + width * draws.nextNormal();
      if (position >= 0 && position < 1) {
        return position;
      }
    }
    return Math.min(center, Math.nextDown(1.0));
  }
}
