package dev.trellis.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.metric.Goal;
import dev.trellis.search.Observation.Progress;
import dev.trellis.space.Assignment;
import dev.trellis.space.Choice;
import dev.trellis.space.FloatRange;
import dev.trellis.space.IntRange;
import dev.trellis.space.Parameter;
import dev.trellis.space.Scale;
import dev.trellis.space.SearchSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class TpeSearchTest {
  private static final SearchSpace SPACE =
      new SearchSpace(
          List.of(
              new FloatRange("learning_rate", 1e-4, 1e-1, Scale.LOG, 0),
              new IntRange("hidden_units", 64, 512, Scale.LINEAR, 64),
              new Choice("cell", List.of("lstm", "simple_rnn", "none"))));

  private final SearchStrategy tpe = new TpeSearch();

  /** Returns a loss that is smallest at a learning rate of 0.003, 256 hidden units and lstm. */
  private static double loss(Assignment tried) {
    return Math.abs(Math.log10(tried.real("learning_rate") / 0.003))
        + Math.abs(tried.real("hidden_units") - 256) / 256
        + (tried.text("cell").equals("lstm") ? 0 : 0.5);
  }

  private static double[] search(
      SearchStrategy strategy, Goal goal, ToDoubleFunction<Assignment> value, long seed) {
    List<Observation> seen = new ArrayList<>();
    double[] losses = new double[60];
    for (int number = 0; number < losses.length; number++) {
      Assignment next =
          strategy.propose(new SearchDefinition(SPACE, seed), new History(goal, seen), number);
      seen.add(new Observation(next, Progress.COMPLETED, value.applyAsDouble(next), 1));
      losses[number] = loss(next);
    }
    return losses;
  }

  @Test
  void tpe_finds_better_values_than_random_search() {
    for (long seed = 0; seed < 10; seed++) {
      double[] byTpe = search(tpe, Goal.MINIMIZE, TpeSearchTest::loss, seed);
      double[] byRandom = search(new RandomSearch(), Goal.MINIMIZE, TpeSearchTest::loss, seed);
      assertThat(meanOfLastThirty(byTpe)).isLessThan(0.6 * meanOfLastThirty(byRandom));
    }
  }

  private static double meanOfLastThirty(double[] losses) {
    return Arrays.stream(losses).skip(30).average().orElseThrow();
  }

  @Test
  void maximizing_mirrors_minimizing() {
    assertThat(search(tpe, Goal.MAXIMIZE, tried -> -loss(tried), 3))
        .isEqualTo(search(tpe, Goal.MINIMIZE, TpeSearchTest::loss, 3));
  }

  @Test
  void proposals_avoid_running_trials() {
    Parameter x = new FloatRange("x", 0, 1, Scale.LINEAR, 0);
    SearchSpace line = new SearchSpace(List.of(x));
    List<Observation> finished = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      double at = i / 30.0;
      double value = Math.min(Math.abs(at - 0.25), Math.abs(at - 0.75));
      finished.add(new Observation(line.assign(p -> at), Progress.COMPLETED, value, 1));
    }
    List<Observation> withOpen = new ArrayList<>(finished);
    for (int i = 0; i < 8; i++) {
      withOpen.add(new Observation(line.assign(p -> 0.25), Progress.OPEN, null, 0));
    }
    assertThat(countInLowerHalf(line, withOpen)).isLessThan(countInLowerHalf(line, finished) / 2);
  }

  /** Returns the number of proposals, out of 100, in the lower half of the axis. */
  private long countInLowerHalf(SearchSpace line, List<Observation> seen) {
    long count = 0;
    for (long seed = 0; seed < 100; seed++) {
      History history = new History(Goal.MINIMIZE, seen);
      count +=
          tpe.propose(new SearchDefinition(line, seed), history, seen.size()).real("x") < 0.5
              ? 1
              : 0;
    }
    return count;
  }

  @Test
  void failed_trial_counts_as_worse_than_any_value() {
    Parameter x = new FloatRange("x", 0, 1, Scale.LINEAR, 0);
    SearchSpace line = new SearchSpace(List.of(x));
    List<Observation> seen = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      double at = i / 30.0;
      boolean failed = at < 0.5;
      seen.add(
          new Observation(
              line.assign(p -> at),
              failed ? Progress.FAILED : Progress.COMPLETED,
              failed ? null : 1e9,
              1));
    }
    assertThat(countInLowerHalf(line, seen)).isLessThan(20);
  }

  @Test
  void new_points_are_preferred_to_repeated_points() {
    SearchSpace small =
        new SearchSpace(
            List.of(
                new IntRange("a", 1, 5, Scale.LINEAR, 1),
                new Choice("b", List.of("p", "q", "r", "s", "t"))));
    List<Observation> seen = new ArrayList<>();
    Set<Assignment> different = new HashSet<>();
    for (int number = 0; number < 35; number++) {
      Assignment next =
          tpe.propose(new SearchDefinition(small, 1), new History(Goal.MINIMIZE, seen), number);
      different.add(next);
      seen.add(new Observation(next, Progress.COMPLETED, next.real("a"), 1));
    }
    assertThat(different.size()).isGreaterThanOrEqualTo(22);
  }

  /**
   * Stored experiments must be reproducible in later releases, so these numbers must never change.
   */
  @Test
  void proposals_are_pinned_across_releases() {
    double[] losses = search(tpe, Goal.MINIMIZE, TpeSearchTest::loss, 42);
    assertThat(losses[59]).isEqualTo(1.1692602827512881);
  }
}
