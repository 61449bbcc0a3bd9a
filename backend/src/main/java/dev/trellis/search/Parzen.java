package dev.trellis.search;

import dev.trellis.space.Stretch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A density over a search space: a mixture of kernels, one around each of some observed points and
 * one, the prior, that knows nothing. A kernel is a product over the axes, so that what goes well
 * together stays together (multivariate TPE: Falkner, Klein and Hutter, "BOHB", ICML 2018). On an
 * axis that was inactive where something was observed, its kernel knows nothing either.
 */
final class Parzen {
  private final List<Kernels> axes = new ArrayList<>();
  private final double[] weights;
  private final double total;

  /**
   * @param observed a place on every axis, null where that was inactive
   * @param weights one for each that was observed
   * @param priorWeight the prior's
   */
  Parzen(
      List<Axis> axes, List<@Nullable Stretch[]> observed, double[] weights, double priorWeight) {
    this.weights = Arrays.copyOf(weights, weights.length + 1);
    this.weights[weights.length] = priorWeight;
    this.total = Arrays.stream(this.weights).sum();
    double width = Axis.kernelWidth(observed.size(), axes.size());
    for (int i = 0; i < axes.size(); i++) {
      List<@Nullable Stretch> places = new ArrayList<>();
      for (@Nullable Stretch[] point : observed) {
        places.add(point[i]);
      }
      places.add(null); // the prior
      this.axes.add(new Kernels(axes.get(i), places, width));
    }
  }

  /** A draw: one position for each axis, in their order. */
  double[] draw(Draws draws) {
    int kernel = draws.index(weights, total);
    return axes.stream().mapToDouble(axis -> axis.draw(kernel, draws)).toArray();
  }

  /**
   * The density at a point; never 0, thanks to the prior.
   *
   * @param point a place on every axis, null where that is inactive
   */
  double at(@Nullable Stretch[] point) {
    double[] products = weights.clone();
    for (int i = 0; i < point.length; i++) {
      Stretch place = point[i];
      if (place != null) {
        axes.get(i).multiply(products, place);
      }
    }
    return Arrays.stream(products).sum() / total;
  }
}
