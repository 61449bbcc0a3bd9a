package dev.trellis.comparison.curve;

import java.util.ArrayList;
import java.util.List;

/**
 * Min-max downsampling of curves for charts. The points are divided into buckets of equal size, and
 * the lowest and the highest point of each bucket are kept, so that no peak is lost. The first and
 * the last point are always kept; other points that are not finite are dropped.
 */
final class Downsampling {
  private Downsampling() {}

  /**
   * Downsamples a curve.
   *
   * @param maximum maximum number of returned points, at least 4
   */
  static List<CurvePoint> downsample(List<CurvePoint> points, int maximum) {
    if (points.size() <= maximum) {
      return points;
    }
    List<CurvePoint> inner = points.subList(1, points.size() - 1);
    int buckets = (maximum - 2) / 2;
    List<CurvePoint> kept = new ArrayList<>(maximum);
    kept.add(points.get(0));
    for (int bucket = 0; bucket < buckets; bucket++) {
      int from = (int) ((long) inner.size() * bucket / buckets);
      int to = (int) ((long) inner.size() * (bucket + 1) / buckets);
      addExtremes(inner.subList(from, to), kept);
    }
    kept.add(points.get(points.size() - 1));
    return kept;
  }

  private static void addExtremes(List<CurvePoint> bucket, List<CurvePoint> kept) {
    CurvePoint lowest = null;
    CurvePoint highest = null;
    for (CurvePoint point : bucket) {
      if (!Double.isFinite(point.value())) {
        continue;
      }
      lowest = lowest == null || point.value() < lowest.value() ? point : lowest;
      highest = highest == null || point.value() > highest.value() ? point : highest;
    }
    if (lowest == null || highest == null) {
      return;
    }
    boolean lowestFirst = lowest.step() <= highest.step();
    kept.add(lowestFirst ? lowest : highest);
    if (lowest != highest) {
      kept.add(lowestFirst ? highest : lowest);
    }
  }
}
