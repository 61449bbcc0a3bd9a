package dev.trellis.execution.rerun;

import dev.trellis.metric.MetricPoint;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Comparison of the curves of a rerun with those of the original, as far as both exist.
 *
 * <p>The difference of two values a and b is |a - b| / max(|a|, |b|); 0 for equal bits and for two
 * NaN; infinite for NaN and any other value.
 *
 * @param steps number of compared epochs
 * @param largest largest difference of all points
 * @param first first point that differs; null if there is none
 */
public record CurveComparison(
    int steps, double largest, @Nullable Difference first, @Nullable Integer diverged) {
  /** More than that between two values, and it is not the same training any more. */
  static final double TOLERANCE = 1e-3;

  /**
   * Point at which a rerun differs from its original.
   *
   * @param step Epoch.
   * @param metric Name of the metric.
   * @param original Value of the original trial.
   * @param rerun Value of the rerun; {@code null} if the rerun has no value.
   */
  public record Difference(int step, String metric, double original, @Nullable Double rerun) {}

  /**
   * @param original the points of each metric that is to repeat, in the order of their steps
   * @param rerunIsOver whether a point that the rerun lacks is a difference
   */
  static CurveComparison of(
      Map<String, List<MetricPoint>> original,
      Map<String, List<MetricPoint>> rerun,
      boolean rerunIsOver) {
    Walk walk = new Walk();
    TreeMap<Integer, TreeMap<String, Double>> wanted = bySteps(original);
    TreeMap<Integer, TreeMap<String, Double>> found = bySteps(rerun);
    for (var epoch : wanted.entrySet()) {
      if (rerunIsOver || found.containsKey(epoch.getKey())) {
        walk.epoch(epoch.getKey(), epoch.getValue(), found.getOrDefault(epoch.getKey(), NOTHING));
      }
    }
    return new CurveComparison(walk.steps, walk.largest, walk.first, walk.diverged);
  }

  private static final TreeMap<String, Double> NOTHING = new TreeMap<>();

  private static TreeMap<Integer, TreeMap<String, Double>> bySteps(
      Map<String, List<MetricPoint>> curves) {
    TreeMap<Integer, TreeMap<String, Double>> steps = new TreeMap<>();
    curves.forEach(
        (metric, points) ->
            points.forEach(
                point ->
                    steps
                        .computeIfAbsent(point.step(), step -> new TreeMap<>())
                        .put(metric, point.value())));
    return steps;
  }

  /** IDENTICAL, WITHIN 1e-n or DIVERGED AT STEP s; null before the first point. */
  public @Nullable String verdict() {
    if (diverged != null) {
      return "DIVERGED AT STEP " + diverged;
    }
    if (steps == 0) {
      return null;
    }
    return largest == 0 ? "IDENTICAL" : "WITHIN 1e-" + (int) Math.floor(-Math.log10(largest));
  }

  /** From epoch to epoch. */
  private static final class Walk {
    private int steps;
    private double largest;
    private @Nullable Difference first;
    private @Nullable Integer diverged;

    void epoch(int step, Map<String, Double> wanted, Map<String, Double> found) {
      steps += found.isEmpty() ? 0 : 1;
      wanted.forEach((metric, value) -> point(step, metric, value, found.get(metric)));
    }

    private void point(int step, String metric, double original, @Nullable Double rerun) {
      double difference = rerun == null ? Double.POSITIVE_INFINITY : difference(original, rerun);
      largest = Math.max(largest, difference);
      if (difference > 0 && first == null) {
        first = new Difference(step, metric, original, rerun);
      }
      if (difference > TOLERANCE && diverged == null) {
        diverged = step;
      }
    }

    private static double difference(double one, double other) {
      if (Double.compare(one, other) == 0) {
        return 0;
      }
      double difference = Math.abs(one - other) / Math.max(Math.abs(one), Math.abs(other));
      return Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference;
    }
  }
}
