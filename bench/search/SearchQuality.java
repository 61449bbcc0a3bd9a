package dev.trellis.search;

import dev.trellis.metric.Goal;
import dev.trellis.search.Observation.Progress;
import dev.trellis.space.Assignment;
import dev.trellis.space.Choice;
import dev.trellis.space.FloatRange;
import dev.trellis.space.IntRange;
import dev.trellis.space.Parameter;
import dev.trellis.space.Scale;
import dev.trellis.space.SearchSpace;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** What strategies find on functions with known minima, and how long a proposal takes. */
public final class SearchQuality {
  private static final int BUDGET = 80;

  private record Function(
      String name, int dimensions, double low, double high, ToDoubleFunction<double[]> value) {}

  private static final List<Function> FUNCTIONS =
      List.of(
          new Function("branin", 2, 0, 15, x -> branin(x[0] - 5, x[1])),
          new Function("hartmann6", 6, 0, 1, SearchQuality::hartmann),
          new Function("ackley5", 5, -10, 30, SearchQuality::ackley),
          new Function("rosenbrock4", 4, -2, 2, SearchQuality::rosenbrock));

  private SearchQuality() {}

  /**
   * @param args {@code find <strategy> <seeds>} or {@code speed <trials>}
   */
  public static void main(String[] args) {
    if (args[0].equals("find")) {
      SearchStrategy strategy = SearchStrategies.named(args[1]).orElseThrow();
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
    List<Parameter> axes =
        IntStream.range(0, function.dimensions)
            .mapToObj(
                i ->
                    (Parameter)
                        new FloatRange("x" + i, function.low, function.high, Scale.LINEAR, 0))
            .toList();
    Search search = new Search(new SearchSpace(axes), seed);
    List<Observation> seen = new ArrayList<>();
    double best = Double.POSITIVE_INFINITY;
    for (int number = 0; number < BUDGET; number++) {
      Assignment next = strategy.propose(search, new History(Goal.MINIMIZE, seen), number);
      double value =
          function.value.applyAsDouble(
              axes.stream().mapToDouble(axis -> next.real(axis.name())).toArray());
      best = Math.min(best, value);
      seen.add(new Observation(next, Progress.COMPLETED, value, 1));
    }
    return best;
  }

  /** Median processor time of a TPE proposal for a recurrent model, after a warm-up. */
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
    Search search = new Search(space, 1);
    History nothing = History.none(Goal.MINIMIZE);
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
}
