package dev.trellis.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Detects exploding and vanishing gradients from the gradient norms of a trial. */
public final class GradientHealth {
  /** Ratio of gradient norm and clipping norm above which gradients are exploding. */
  private static final double MAX_CLIPPING_RATIO = 100;

  /**
   * Gradient norm up to which gradients are never exploding, even if the clipping norm is small.
   */
  private static final double MIN_EXPLODING_NORM = 100;

  /** Ratio of the gradient norms of the lowest and topmost layer below which gradients vanish. */
  private static final double MIN_LAYER_RATIO = 1e-3;

  /** Names of the metrics from which alarms are derived. */
  static final List<String> METRICS =
      Stream.concat(
              Stream.of("gradient_norm"),
              IntStream.rangeClosed(1, 8).mapToObj(layer -> "gradient_norm/layer_" + layer))
          .toList();

  private GradientHealth() {}

  /** Type of an alarm. */
  public enum Kind {
    EXPLODING,
    VANISHING
  }

  /**
   * Alarm about the gradients of a trial.
   *
   * @param kind type of the alarm
   * @param metric name of the metric that crossed the threshold
   * @param step first epoch that crossed the threshold
   * @param value mean of the metric in that epoch
   * @param threshold crossed threshold
   */
  public record Alarm(Kind kind, String metric, int step, double value, double threshold) {}

  /**
   * Returns at most one alarm of each type (both described by Pascanu, Mikolov and Bengio, 2013).
   * Gradients are exploding if the mean gradient norm is NaN, or exceeds both {@value
   * #MAX_CLIPPING_RATIO} times the clipping norm and {@value #MIN_EXPLODING_NORM}. Gradients are
   * vanishing if the mean gradient norm of the lowest recurrent layer is less than {@value
   * #MIN_LAYER_RATIO} times the gradient norm of the topmost recurrent layer.
   *
   * @param curves values by metric name and step
   * @param clipping norm to which gradients are clipped
   */
  public static List<Alarm> alarms(Map<String, TreeMap<Integer, Double>> curves, double clipping) {
    List<Alarm> alarms = new ArrayList<>();
    exploding(curves, clipping).ifPresent(alarms::add);
    vanishing(curves).ifPresent(alarms::add);
    return alarms;
  }

  private static Optional<Alarm> exploding(
      Map<String, TreeMap<Integer, Double>> curves, double clipping) {
    double threshold = Math.max(MAX_CLIPPING_RATIO * clipping, MIN_EXPLODING_NORM);
    return curve(curves, "gradient_norm").entrySet().stream()
        .filter(point -> !(point.getValue() <= threshold))
        .findFirst()
        .map(
            point ->
                new Alarm(
                    Kind.EXPLODING, "gradient_norm", point.getKey(), point.getValue(), threshold));
  }

  private static Optional<Alarm> vanishing(Map<String, TreeMap<Integer, Double>> curves) {
    String lowest = "gradient_norm/layer_1";
    int layers = 1;
    while (curves.containsKey("gradient_norm/layer_" + (layers + 1))) {
      layers++;
    }
    TreeMap<Integer, Double> topmost = curve(curves, "gradient_norm/layer_" + layers);
    return curve(curves, lowest).entrySet().stream()
        .filter(
            point -> point.getValue() < MIN_LAYER_RATIO * topmost.getOrDefault(point.getKey(), 0.0))
        .findFirst()
        .map(
            point ->
                new Alarm(
                    Kind.VANISHING,
                    lowest,
                    point.getKey(),
                    point.getValue(),
                    MIN_LAYER_RATIO * topmost.getOrDefault(point.getKey(), 0.0)));
  }

  private static TreeMap<Integer, Double> curve(
      Map<String, TreeMap<Integer, Double>> curves, String metric) {
    return curves.getOrDefault(metric, new TreeMap<>());
  }
}
