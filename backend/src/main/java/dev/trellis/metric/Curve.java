package dev.trellis.metric;

import java.util.List;
import java.util.Optional;

/** The curve of a metric of a trial: points in the order of their steps. */
public record Curve(List<MetricPoint> points) {
  public Curve {
    points = List.copyOf(points);
  }

  /**
   * Returns the best finite point, the earliest point if several are equal; empty if no point is
   * finite.
   */
  public Optional<MetricPoint> best(Goal goal) {
    MetricPoint best = null;
    for (MetricPoint point : points) {
      if (goal.isBetter(point.value(), best == null ? Double.NaN : best.value())) {
        best = point;
      }
    }
    return Optional.ofNullable(best);
  }

  /** Returns the last point; empty if the curve has no points. */
  public Optional<MetricPoint> last() {
    return points.isEmpty() ? Optional.empty() : Optional.of(points.get(points.size() - 1));
  }
}
