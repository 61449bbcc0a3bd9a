package dev.trellis.search;

import dev.trellis.metric.Goal;
import dev.trellis.search.Observation.Progress;
import dev.trellis.space.Assignment;
import dev.trellis.space.Choice;
import dev.trellis.space.Condition;
import dev.trellis.space.FloatRange;
import dev.trellis.space.IntRange;
import dev.trellis.space.Parameter;
import dev.trellis.space.Scale;
import dev.trellis.space.SearchSpace;
import dev.trellis.space.expression.Expression;
import dev.trellis.space.expression.Type;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Measures search strategies on functions with known minima, and the time of a proposal. */
public final class SearchQuality {
  private static final int BUDGET = 80;

  private record Function(String name, SearchSpace space, ToDoubleFunction<Assignment> value) {
    static Function of(
        String name, int dimensions, double low, double high, ToDoubleFunction<double[]> value) {
      List<Parameter> axes =
          IntStream.range(0, dimensions)
              .mapToObj(i -> (Parameter) new FloatRange("x" + i, low, high, Scale.LINEAR, 0))
              .toList();
      return new Function(
          name,
          new SearchSpace(axes),
          tried ->
              value.applyAsDouble(axes.stream().mapToDouble(x -> tried.real(x.name())).toArray()));
    }
  }

  /** Test functions: TPE was tuned on the first four; the others are held out. */
  private static final List<Function> FUNCTIONS =
      List.of(
          Function.of("branin", 2, 0, 15, x -> branin(x[0] - 5, x[1])),
          Function.of("hartmann6", 6, 0, 1, SearchQuality::hartmann),
          Function.of("ackley5", 5, -10, 30, SearchQuality::ackley),
          Function.of("rosenbrock4", 4, -2, 2, SearchQuality::rosenbrock),
          Function.of("levy5", 5, -10, 10, SearchQuality::levy),
          Function.of("styblinski_tang4", 4, -5, 5, SearchQuality::styblinskiTang),
          Function.of("rastrigin3", 3, -5.12, 5.12, SearchQuality::rastrigin),
          new Function("mixed", mixed(), SearchQuality::mixed));

  private SearchQuality() {}

  /**
   * Runs a measurement.
   *
   * @param args {@code find <strategy> <seeds>} or {@code speed <trials>}
   */
  public static void main(String[] args) {
    if (args[0].equals("find")) {
      SearchStrategy strategy = SearchStrategies.findByName(args[1]).orElseThrow();
      for (Function function : FUNCTIONS) {
        double[] found =
            IntStream.range(0, Integer.parseInt(args[2]))
                .mapToDouble(seed -> best(strategy, function, seed))
                .toArray();
        System.out.println(function.name + "\t" + Arrays.toString(found));
      }
    } else {
      System.out.println(milliseconds(Integer.parseInt(args[1])));
    }
  }

  private static double best(SearchStrategy strategy, Function function, long seed) {
    SearchDefinition search = new SearchDefinition(function.space, seed);
    List<Observation> seen = new ArrayList<>();
    double best = Double.POSITIVE_INFINITY;
    for (int number = 0; number < BUDGET; number++) {
      Assignment next = strategy.propose(search, new History(Goal.MINIMIZE, seen), number);
      double value = function.value.applyAsDouble(next);
      best = Math.min(best, value);
      seen.add(new Observation(next, Progress.COMPLETED, value, 1));
    }
    return best;
  }

  /** Prints the median processor time of a TPE proposal for a recurrent model, after a warm-up. */
  private static double milliseconds(int trials) {
    SearchSpace space =
        new SearchSpace(
            List.of(
                new FloatRange("learning_rate", 1e-4, 1e-1, Scale.LOG, 0),
                new Choice("minibatch_size", List.of(16L, 32L, 64L, 128L)),
                new IntRange("hidden_units", 64, 512, Scale.LINEAR, 64),
                new IntRange("layers", 1, 3, Scale.LINEAR, 1),
                new Choice("embedding_size", List.of(50L, 100L, 200L)),
                new FloatRange("dropout", 0, 0.5, Scale.LINEAR, 0),
                new Choice("cell", List.of("lstm", "simple_rnn")),
                new FloatRange("gradient_clipping", 0.1, 10, Scale.LOG, 0)));
    List<Observation> seen = new ArrayList<>();
    SearchDefinition search = new SearchDefinition(space, 1);
    History nothing = History.empty(Goal.MINIMIZE);
    for (int number = 0; number < trials; number++) {
      Assignment tried = new RandomSearch().propose(search, nothing, number);
      double value = Math.abs(Math.log10(tried.real("learning_rate")) + 2.5);
      seen.add(new Observation(tried, Progress.COMPLETED, value, 1));
    }
    History history = new History(Goal.MINIMIZE, seen);
    long[] nanos = new long[100];
    for (int i = -20; i < nanos.length; i++) {
      long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      new TpeSearch().propose(search, history, trials + i);
      long after = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      nanos[Math.max(i, 0)] = after - before;
    }
    Arrays.sort(nanos);
    return nanos[nanos.length / 2] / 1e6;
  }

  private static double branin(double x, double y) {
    double bend = y - 5.1 / (4 * Math.PI * Math.PI) * x * x + 5 / Math.PI * x - 6;
    return bend * bend + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x) + 10;
  }

  private static double hartmann(double[] x) {
    double[] heights = {1, 1.2, 3, 3.2};
    double[][] widths = {
      {10, 3, 17, 3.5, 1.7, 8},
      {0.05, 10, 17, 0.1, 8, 14},
      {3, 3.5, 1.7, 10, 17, 8},
      {17, 8, 0.05, 10, 0.1, 14}
    };
    int[][] centers = {
      {1312, 1696, 5569, 124, 8283, 5886},
      {2329, 4135, 8307, 3736, 1004, 9991},
      {2348, 1451, 3522, 2883, 3047, 6650},
      {4047, 8828, 8732, 5743, 1091, 381}
    };
    double sum = 0;
    for (int i = 0; i < heights.length; i++) {
      double distance = 0;
      for (int j = 0; j < x.length; j++) {
        distance += widths[i][j] * Math.pow(x[j] - centers[i][j] * 1e-4, 2);
      }
      sum -= heights[i] * Math.exp(-distance);
    }
    return sum;
  }

  private static double ackley(double[] x) {
    double squares = Arrays.stream(x).map(v -> v * v).average().orElseThrow();
    double waves = Arrays.stream(x).map(v -> Math.cos(2 * Math.PI * v)).average().orElseThrow();
    return -20 * Math.exp(-0.2 * Math.sqrt(squares)) - Math.exp(waves) + 20 + Math.E;
  }

  private static double rosenbrock(double[] x) {
    return IntStream.range(0, x.length - 1)
        .mapToDouble(i -> 100 * Math.pow(x[i + 1] - x[i] * x[i], 2) + Math.pow(1 - x[i], 2))
        .sum();
  }

  private static double levy(double[] x) {
    double[] w = Arrays.stream(x).map(v -> 1 + (v - 1) / 4).toArray();
    double last = w[w.length - 1] - 1;
    double sum = Math.pow(Math.sin(Math.PI * w[0]), 2);
    for (int i = 0; i < w.length - 1; i++) {
      sum += Math.pow(w[i] - 1, 2) * (1 + 10 * Math.pow(Math.sin(Math.PI * w[i] + 1), 2));
    }
    return sum + last * last * (1 + Math.pow(Math.sin(2 * Math.PI * w[w.length - 1]), 2));
  }

  private static double styblinskiTang(double[] x) {
    return Arrays.stream(x).map(v -> Math.pow(v, 4) - 16 * v * v + 5 * v).sum() / 2;
  }

  private static double rastrigin(double[] x) {
    return Arrays.stream(x).map(v -> 10 + v * v - 10 * Math.cos(2 * Math.PI * v)).sum();
  }

  /** Returns the space of a recurrent model: log scales, integers, categories and conditions. */
  private static SearchSpace mixed() {
    Map<String, Type> names = Map.of("layers", Type.NUMBER, "updater", Type.STRING);
    return new SearchSpace(
        List.of(
            new FloatRange("learning_rate", 1e-5, 1, Scale.LOG, 0),
            new IntRange("hidden_units", 16, 512, Scale.LOG, 1),
            new IntRange("layers", 1, 4, Scale.LINEAR, 1),
            new Choice("updater", List.of("adam", "rmsprop", "sgd")),
            new FloatRange("dropout", 0, 0.8, Scale.LINEAR, 0),
            new FloatRange("momentum", 0, 0.99, Scale.LINEAR, 0)),
        List.of(
            new Condition("dropout", Expression.parse("layers > 1", names), 0.0),
            new Condition("momentum", Expression.parse("updater == 'sgd'", names), 0.0)),
        List.of());
  }

  private static double mixed(Assignment tried) {
    boolean sgd = tried.text("updater").equals("sgd");
    double rate = Math.log10(tried.real("learning_rate")) + (sgd ? 1 : 2.5);
    double units = Math.log(tried.real("hidden_units") / 200) / Math.log(2);
    double dropout = tried.real("dropout") - 0.12 * tried.integer("layers");
    double updater = sgd ? 0.6 - 0.5 * tried.real("momentum") : tried.text("updater").equals("adam") ? 0 : 0.1;
    return rate * rate + 0.2 * units * units + 4 * dropout * dropout
        + 0.1 * Math.abs(tried.integer("layers") - 2) + updater;
  }
}
