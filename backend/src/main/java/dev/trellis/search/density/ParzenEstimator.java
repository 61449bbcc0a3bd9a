package dev.trellis.search.density;

import dev.trellis.search.random.RandomDraws;
import dev.trellis.space.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Parzen estimator: a density over a search space that is a mixture of one kernel for each
 * observation and one uninformative kernel, the prior. A kernel is a product over the axes, so that
 * the density keeps interactions between parameters (multivariate TPE: Falkner, Klein and Hutter,
 * "BOHB", ICML 2018). If a parameter was inactive in an observation, the kernel equals the prior on
 * that axis.
 */
public final class ParzenEstimator {
  private final List<Kernels> axes = new ArrayList<>();
  private final double[] weights;
  private final double total;

  /**
   * @param observed for each observation, an interval on every axis; null if the parameter was
   *     inactive
   * @param weights one weight for each observation
   * @param priorWeight weight of the prior
   */
  public ParzenEstimator(
      List<DensityAxis> axes,
      List<@Nullable Interval[]> observed,
      double[] weights,
      double priorWeight) {
    this.weights = Arrays.copyOf(weights, weights.length + 1);
    this.weights[weights.length] = priorWeight;
    this.total = Arrays.stream(this.weights).sum();
    double width = DensityAxis.kernelWidth(observed.size(), axes.size());
    for (int i = 0; i < axes.size(); i++) {
      List<@Nullable Interval> intervals = new ArrayList<>();
      for (@Nullable Interval[] point : observed) {
        intervals.add(point[i]);
      }
      intervals.add(null); // the prior
      this.axes.add(new Kernels(axes.get(i), intervals, width));
    }
  }

  /** Draws a point: one position in [0, 1) for each axis, in the order of the axes. */
  public double[] draw(RandomDraws draws) {
    int kernel = draws.nextWeightedIndex(weights, total);
    return axes.stream().mapToDouble(axis -> axis.drawPosition(kernel, draws)).toArray();
  }

  /**
   * Returns the density at a point. The density is positive, because the prior covers the whole
   * space.
   *
   * @param point an interval on every axis; null if the parameter is inactive
   */
  public double density(@Nullable Interval[] point) {
    double[] products = weights.clone();
    for (int i = 0; i < point.length; i++) {
      Interval interval = point[i];
      if (interval != null) {
        axes.get(i).multiplyInto(products, interval);
      }
    }
    return Arrays.stream(products).sum() / total;
  }
}
