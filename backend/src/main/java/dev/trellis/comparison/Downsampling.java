package dev.trellis.comparison;

import java.util.ArrayList;
import java.util.List;

/**
 * Thins a curve for the screen. The points are cut into runs of equal length and each run keeps its
 * lowest and highest, so that no peak is lost; first and last stay in any case. Points that are not
 * finite are kept only as such ends.
 */
final class Downsampling {
  private Downsampling() {}

  /**
   * @param maximum how many points at most, at least 4
   */
  static List<CurvePoint> thin(List<CurvePoint> points, int maximum) {
    if (points.size() <= maximum) {
      return points;
    }
    List<CurvePoint> inner = points.subList(1, points.size() - 1);
    int runs = (maximum - 2) / 2;
    List<CurvePoint> kept = new ArrayList<>(maximum);
    kept.add(points.get(0));
    for (int run = 0; run < runs; run++) {
      int from = (int) ((long) inner.size() * run / runs);
      int to = (int) ((long) inner.size() * (run + 1) / runs);
      addExtremes(inner.subList(from, to), kept);
    }
    kept.add(points.get(points.size() - 1));
    return kept;
  }

  private static void addExtremes(List<CurvePoint> run, List<CurvePoint> kept) {
    CurvePoint lowest = null;
    CurvePoint highest = null;
    for (CurvePoint point : run) {
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
