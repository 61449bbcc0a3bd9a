package dev.trellis.metric;

import java.util.List;
import java.util.Optional;

/** The points of one metric of one trial, in the order of their steps. */
public record Curve(List<MetricPoint> points) {
  public Curve {
    points = List.copyOf(points);
  }

  /** The best finite point, the earliest of equals; empty where no point is finite. */
  public Optional<MetricPoint> best(Goal goal) {
    MetricPoint best = null;
    for (MetricPoint point : points) {
      if (goal.isBetter(point.value(), best == null ? Double.NaN : best.value())) {
        best = point;
      }
    }
    return Optional.ofNullable(best);
  }

  public Optional<MetricPoint> last() {
    return points.isEmpty() ? Optional.empty() : Optional.of(points.get(points.size() - 1));
  }
}
