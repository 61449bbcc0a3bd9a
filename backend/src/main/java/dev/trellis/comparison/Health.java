package dev.trellis.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the norms of a trial's gradients give cause to worry about. */
public final class Health {
  /** A mean gradient that is cut to a hundredth tells little of where it pointed. */
  private static final double MOST_TIMES_CLIPPING = 100;

  /** However low the clipping, a norm up to here explodes nothing. */
  private static final double LEAST_EXPLODING = 100;

  /** The lowest recurrent layer against the topmost. */
  private static final double LEAST_SHARE = 1e-3;

  /** What it looks at. */
  static final List<String> METRICS =
      Stream.concat(
              Stream.of("gradient_norm"),
              IntStream.rangeClosed(1, 8).mapToObj(layer -> "gradient_norm/layer_" + layer))
          .toList();

  private Health() {}

  /** Kinds of alarms. */
  public enum Kind {
    EXPLODING,
    VANISHING
  }

  /**
   * @param step the first epoch that gave cause
   * @param value mean of the metric in that epoch
   * @param threshold what it passed
   */
  public record Alarm(Kind kind, String metric, int step, double value, double threshold) {}

  /**
   * At most one alarm of each kind (Pascanu, Mikolov and Bengio, 2013, for both): the mean norm of
   * the gradient is over {@value #MOST_TIMES_CLIPPING} times what it is clipped to and over {@value
   * #LEAST_EXPLODING}, or in the lowest recurrent layer under {@value #LEAST_SHARE} of that in the
   * topmost.
   *
   * @param curves metric to step to value
   */
  public static List<Alarm> alarms(Map<String, TreeMap<Integer, Double>> curves, double clipping) {
    List<Alarm> alarms = new ArrayList<>();
    exploding(curves, clipping).ifPresent(alarms::add);
    vanishing(curves).ifPresent(alarms::add);
    return alarms;
  }

  private static Optional<Alarm> exploding(
      Map<String, TreeMap<Integer, Double>> curves, double clipping) {
    double most = Math.max(MOST_TIMES_CLIPPING * clipping, LEAST_EXPLODING);
    return curve(curves, "gradient_norm").entrySet().stream()
        .filter(point -> !(point.getValue() <= most))
        .findFirst()
        .map(
            point ->
                new Alarm(Kind.EXPLODING, "gradient_norm", point.getKey(), point.getValue(), most));
  }

  private static Optional<Alarm> vanishing(Map<String, TreeMap<Integer, Double>> curves) {
    String lowest = "gradient_norm/layer_1";
    int layers = 1;
    while (curves.containsKey("gradient_norm/layer_" + (layers + 1))) {
      layers++;
    }
    TreeMap<Integer, Double> topmost = curve(curves, "gradient_norm/layer_" + layers);
    return curve(curves, lowest).entrySet().stream()
        .filter(point -> point.getValue() < LEAST_SHARE * topmost.getOrDefault(point.getKey(), 0.0))
        .findFirst()
        .map(
            point ->
                new Alarm(
                    Kind.VANISHING,
                    lowest,
                    point.getKey(),
                    point.getValue(),
                    LEAST_SHARE * topmost.getOrDefault(point.getKey(), 0.0)));
  }

  private static TreeMap<Integer, Double> curve(
      Map<String, TreeMap<Integer, Double>> curves, String metric) {
    return curves.getOrDefault(metric, new TreeMap<>());
  }
}
