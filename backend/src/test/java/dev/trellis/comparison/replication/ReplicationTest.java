package dev.trellis.comparison.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trellis.metric.Goal;
import dev.trellis.space.Assignment;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReplicationTest {
  private static final Replicates GOOD = replicates(3, 1.10, 1.12, 1.08, 1.11, 1.09);
  private static final Replicates BAD = replicates(7, 1.30, 1.33, 1.28, 1.31, 1.29);
  private static final Replicates CLOSE = replicates(5, 1.12, 1.09, 1.13, 1.10, 1.12);

  @Test
  void mean_has_a_confidence_interval_of_students_t() {
    // t with 4 degrees of freedom at 97.5 %: 2.776445; deviation 0.0158114
    assertThat(GOOD.mean()).isCloseTo(1.10, within(1e-12));
    assertThat(GOOD.halfInterval()).isCloseTo(2.776445 * 0.0158114 / Math.sqrt(5), within(1e-6));
  }

  @Test
  void best_mean_is_first_for_both_goals() {
    assertThat(picked(Replication.of(List.of(BAD, CLOSE, GOOD), Goal.MINIMIZE)))
        .containsExactly(3L, 5L, 7L);
    assertThat(picked(Replication.of(List.of(GOOD, BAD, CLOSE), Goal.MAXIMIZE)))
        .containsExactly(7L, 5L, 3L);
  }

  @Test
  void significant_difference_is_reported_with_p_and_n() {
    Verdict verdict = Replication.of(List.of(GOOD, BAD), Goal.MINIMIZE).verdicts().get(0);

    assertThat(verdict.isSeparable()).isTrue();
    assertThat(verdict.moreSeeds()).isNull();
    assertThat(verdict.text())
        .isEqualTo(
            "The settings of trial 3 are better than the settings of trial 7: p < 0.001, n = 5.");
  }

  @Test
  void insignificant_difference_is_reported_with_more_seeds() {
    Verdict verdict = Replication.of(List.of(GOOD, CLOSE), Goal.MINIMIZE).verdicts().get(0);

    // t = 0.012 / sqrt((0.00025 + 0.00027) / 5) = 1.1767 with 7.988 degrees of freedom, integrated
    assertThat(verdict.p()).isCloseTo(0.273187, within(1e-5));
    // (1.95996 + 0.84162)² (0.00025 + 0.00027) / 0.012² = 28.3, minus the 5 existing seeds
    assertThat(verdict.moreSeeds()).isEqualTo(24);
    assertThat(verdict.text())
        .isEqualTo(
            "The settings of trials 3 and 5 are not significantly different: p = 0.27, n = 5, about 24 more seeds needed.");
  }

  @Test
  void p_values_are_adjusted_for_multiple_comparisons() {
    assertThat(Replication.adjustHolm(new double[] {0.04, 0.01, 0.03}))
        .containsExactly(new double[] {0.06, 0.03, 0.06}, within(1e-12));
    Replicates nearer = replicates(9, 1.115, 1.10, 1.13, 1.12, 1.14);
    double unadjusted = p(Replication.of(List.of(GOOD, nearer), Goal.MINIMIZE), 9);
    assertThat(p(Replication.of(List.of(GOOD, CLOSE, nearer), Goal.MINIMIZE), 9))
        .isCloseTo(2 * unadjusted, within(1e-12));
  }

  private static double p(Replication replication, long other) {
    return replication.verdicts().stream()
        .filter(verdict -> verdict.other() == other)
        .findFirst()
        .orElseThrow()
        .p();
  }

  @Test
  void constant_values_have_a_verdict() {
    Replicates one = replicates(1, 2.0, 2.0);
    Verdict same =
        Replication.of(List.of(one, replicates(2, 2.0, 2.0)), Goal.MINIMIZE).verdicts().get(0);
    Verdict other =
        Replication.of(List.of(one, replicates(2, 3.0, 3.0)), Goal.MINIMIZE).verdicts().get(0);

    assertThat(same.isSeparable()).isFalse();
    assertThat(same.text()).endsWith("p = 1.00, n = 2, the means are equal.");
    assertThat(other.isSeparable()).isTrue();
  }

  @Test
  void single_assignment_has_no_verdict() {
    assertThat(Replication.of(List.of(GOOD), Goal.MINIMIZE).verdicts()).isEmpty();
    assertThat(Replication.of(List.of(), Goal.MINIMIZE).ranked()).isEmpty();
  }

  private static List<Long> picked(Replication replication) {
    return replication.ranked().stream().map(Replicates::picked).toList();
  }

  private static Replicates replicates(long picked, Double... values) {
    List<Long> numbers =
        LongStream.rangeClosed(1, values.length).map(i -> 100 + i).boxed().toList();
    return new Replicates(picked, new Assignment(Map.of("x", picked)), numbers, List.of(values));
  }
}
