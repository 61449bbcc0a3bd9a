package dev.trellis.search;

import dev.trellis.space.Stretch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The kernels of a {@link Parzen} density on one axis. Those at the same place are one and the
 * same, which on an axis of few values spares most of the work.
 */
final class Kernels {
  /** The prior, and whatever knows nothing of this axis: as wide as it, around its middle. */
  private static final double MIDDLE = 0.5;

  private static final double WHOLE = 1;

  private final Axis axis;
  private final int count;
  private final double[] centers;
  private final double[] widths;
  private final double[] onAxis;

  /** Which of the places each kernel has. */
  private final int[] places;

  /**
   * @param observed a place for each kernel, null for one that knows nothing
   */
  Kernels(Axis axis, List<@Nullable Stretch> observed, double width) {
    this.axis = axis;
    this.count = observed.size();
    this.places = new int[count];
    Map<Double, Integer> found = new HashMap<>();
    for (int kernel = 0; kernel < count; kernel++) {
      Stretch place = observed.get(kernel);
      double center = place == null ? Double.NaN : place.middle();
      places[kernel] = found.computeIfAbsent(center, middle -> found.size());
    }
    this.centers = new double[found.size()];
    this.widths = new double[found.size()];
    this.onAxis = new double[found.size()];
    found.forEach((center, place) -> put(place, center, width));
  }

  private void put(int place, double center, double width) {
    boolean knows = !Double.isNaN(center);
    centers[place] = knows ? center : MIDDLE;
    widths[place] = knows ? width : WHOLE;
    onAxis[place] = Axis.massOnAxis(centers[place], widths[place]);
  }

  double draw(int kernel, Draws draws) {
    int place = places[kernel];
    return axis.draw(centers[place], widths[place], count, draws);
  }

  /** Multiplies what each kernel gives to {@code point} into its product. */
  void multiply(double[] products, Stretch point) {
    double[] values = new double[centers.length];
    for (int place = 0; place < values.length; place++) {
      values[place] = axis.kernel(point, centers[place], widths[place], onAxis[place], count);
    }
    for (int kernel = 0; kernel < count; kernel++) {
      products[kernel] *= values[places[kernel]];
    }
  }
}
