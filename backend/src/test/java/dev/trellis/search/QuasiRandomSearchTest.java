package dev.trellis.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.metric.Goal;
import dev.trellis.space.FloatRange;
import dev.trellis.space.Parameter;
import dev.trellis.space.Scale;
import dev.trellis.space.SearchSpace;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class QuasiRandomSearchTest {
  private static final List<Parameter> AXES =
      IntStream.range(0, 8)
          .mapToObj(i -> (Parameter) new FloatRange("x" + i, 0, 1, Scale.LINEAR, 0))
          .toList();

  private static double[] coordinates(SearchStrategy strategy, int axis, int count, long seed) {
    SearchDefinition search = new SearchDefinition(new SearchSpace(AXES), seed);
    return LongStream.range(0, count)
        .mapToObj(number -> strategy.propose(search, History.empty(Goal.MINIMIZE), number))
        .mapToDouble(point -> point.real("x" + axis))
        .toArray();
  }

  /**
   * In base b, the first b points, and each later run of b points, have one point in each of b
   * equal intervals.
   */
  @Test
  void each_interval_of_an_axis_holds_equally_many_points() {
    int[] primes = {2, 3, 5, 7, 11, 13, 17, 19};
    for (int axis = 0; axis < primes.length; axis++) {
      int base = primes[axis];
      double[] points = coordinates(new QuasiRandomSearch(), axis, base * base, 42);
      for (int cells : new int[] {base, base * base}) {
        long hit = IntStream.range(0, cells).map(i -> (int) (points[i] * cells)).distinct().count();
        assertThat(hit).isEqualTo(cells);
      }
    }
  }

  @Test
  void points_fill_a_square_more_evenly_than_random_draws() {
    for (long seed = 0; seed < 10; seed++) {
      assertThat(emptyCells(new QuasiRandomSearch(), seed))
          .isLessThan(emptyCells(new RandomSearch(), seed) - 5);
    }
  }

  /**
   * Returns the number of cells of an 8 by 9 grid that hold none of 72 points; about 26 for random
   * points.
   */
  private static long emptyCells(SearchStrategy strategy, long seed) {
    double[] x = coordinates(strategy, 0, 72, seed);
    double[] y = coordinates(strategy, 1, 72, seed);
    return 72
        - IntStream.range(0, 72)
            .map(i -> (int) (x[i] * 8) * 9 + (int) (y[i] * 9))
            .distinct()
            .count();
  }

  @Test
  void different_seeds_give_different_points() {
    assertThat(coordinates(new QuasiRandomSearch(), 5, 20, 1))
        .doesNotContain(coordinates(new QuasiRandomSearch(), 5, 20, 2));
  }
}
