package dev.trellis.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.metric.Goal;
import dev.trellis.space.Assignment;
import dev.trellis.space.Choice;
import dev.trellis.space.FloatRange;
import dev.trellis.space.Parameter;
import dev.trellis.space.Scale;
import dev.trellis.space.SearchSpace;
import dev.trellis.testing.RandomInputs;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RandomSearchTest {
  private static final Parameter X = new FloatRange("x", 0, 1, Scale.LINEAR, 0);
  private static final Parameter Y = new FloatRange("y", 0, 1, Scale.LINEAR, 0);
  private static final SearchSpace SPACE = new SearchSpace(List.of(X, Y));

  private final SearchStrategy random = new RandomSearch();

  private Assignment propose(SearchSpace space, long seed, long number) {
    return random.propose(new SearchDefinition(space, seed), History.empty(Goal.MINIMIZE), number);
  }

  @Test
  void neighboring_seeds_and_numbers_have_distinct_draws() {
    Set<Double> draws = new HashSet<>();
    for (long seed = -50; seed < 50; seed++) {
      for (long number = 0; number < 100; number++) {
        Assignment assignment = propose(SPACE, seed, number);
        draws.add(assignment.real("x"));
        draws.add(assignment.real("y"));
      }
    }
    assertThat(draws).hasSize(100 * 100 * 2);
  }

  @Test
  void draws_of_neighbors_are_uncorrelated() {
    int sample = 20_000;
    for (long[] shift : new long[][] {{0, 1}, {1, 0}, {1, -1}}) {
      double covariance = 0;
      for (long number = 1; number <= sample; number++) {
        double here = propose(SPACE, 7, number).real("x") - 0.5;
        double there = propose(SPACE, 7 + shift[0], number + shift[1]).real("x") - 0.5;
        covariance += here * there / sample;
      }
      // standard error of the correlation is 1 / sqrt(sample) = 0.007
      assertThat(Math.abs(covariance * 12)).isLessThan(0.03);
    }
  }

  @Test
  void adding_or_moving_a_parameter_keeps_other_values() {
    RandomInputs.check(
        1000,
        inputs -> {
          long seed = inputs.any();
          long number = inputs.integer(0, Long.MAX_VALUE);
          Assignment before = propose(SPACE, seed, number);
          SearchSpace extended =
              new SearchSpace(List.of(new Choice("cell", List.of("a", "b")), Y, X));
          Assignment after = propose(extended, seed, number);
          assertThat(after.real("x")).isEqualTo(before.real("x"));
          assertThat(after.real("y")).isEqualTo(before.real("y"));
          assertThat(before.real("x")).isNotEqualTo(before.real("y"));
        });
  }

  /**
   * Stored experiments must be reproducible in later releases, so these numbers must never change.
   */
  @Test
  void draws_are_pinned_across_releases() {
    assertThat(propose(SPACE, 42, 0).values().values())
        .hasToString("[0.07661812580941818, 0.1534157094262515]");
    assertThat(propose(SPACE, 42, 1).values().values())
        .hasToString("[0.7605033018849708, 0.5474337891837269]");
    assertThat(TrialSeeds.of(42, 0)).isEqualTo(-4629771434540248673L);
  }

  @Test
  void training_seeds_differ_between_trials_and_experiments() {
    Set<Long> seeds = new HashSet<>();
    for (long seed = 0; seed < 100; seed++) {
      for (long number = 0; number < 100; number++) {
        seeds.add(TrialSeeds.of(seed, number));
      }
    }
    assertThat(seeds).hasSize(100 * 100);
  }
}
