package dev.trellis.search.density;

import dev.trellis.search.random.RandomDraws;
import dev.trellis.space.Interval;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The kernels of a {@link ParzenEstimator} density on one axis. Kernels with equal centers share
 * one entry and are evaluated once, which saves most of the work on an axis with few values.
 */
final class Kernels {
  /** Center of the prior, and of every kernel whose observation has no value on this axis. */
  private static final double PRIOR_CENTER = 0.5;

  /** Width of the prior: the whole axis. */
  private static final double PRIOR_WIDTH = 1;

  private final DensityAxis axis;
  private final int count;
  private final double[] centers;
  private final double[] widths;
  private final double[] inside;

  /** Index of the entry of each kernel in {@link #centers}. */
  private final int[] distinct;

  /**
   * @param observed the interval of each observation; null if the observation has no value on this
   *     axis
   * @param width bandwidth of the kernels of observations
   */
  Kernels(DensityAxis axis, List<@Nullable Interval> observed, double width) {
    this.axis = axis;
    this.count = observed.size();
    this.distinct = new int[count];
    Map<Double, Integer> indices = new HashMap<>();
    for (int kernel = 0; kernel < count; kernel++) {
      Interval interval = observed.get(kernel);
      double center = interval == null ? Double.NaN : interval.middle();
      distinct[kernel] = indices.computeIfAbsent(center, key -> indices.size());
    }
    this.centers = new double[indices.size()];
    this.widths = new double[indices.size()];
    this.inside = new double[indices.size()];
    indices.forEach((center, index) -> initialize(index, center, width));
  }

  private void initialize(int index, double center, double width) {
    boolean isInformed = !Double.isNaN(center);
    centers[index] = isInformed ? center : PRIOR_CENTER;
    widths[index] = isInformed ? width : PRIOR_WIDTH;
    inside[index] = DensityAxis.massInside(centers[index], widths[index]);
  }

  /** Draws a position from a kernel. */
  double drawPosition(int kernel, RandomDraws draws) {
    int index = distinct[kernel];
    return axis.drawPosition(centers[index], widths[index], count, draws);
  }

  /** Multiplies the product of each kernel by the value of the kernel at {@code point}. */
  void multiplyInto(double[] products, Interval point) {
    double[] values = new double[centers.length];
    for (int index = 0; index < values.length; index++) {
      values[index] =
          axis.evaluateKernel(point, centers[index], widths[index], inside[index], count);
    }
    for (int kernel = 0; kernel < count; kernel++) {
      products[kernel] *= values[distinct[kernel]];
    }
  }
}
