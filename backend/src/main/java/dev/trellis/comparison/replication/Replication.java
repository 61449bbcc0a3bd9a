package dev.trellis.comparison.replication;

import dev.trellis.metric.Goal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.inference.DataDispersion;
import org.apache.commons.statistics.inference.TTest;
import org.jspecify.annotations.Nullable;

/**
 * Ranking of replicated assignments, and tests of the best assignment against each other
 * assignment.
 *
 * <p>Two biases are corrected. The value for which an assignment was selected is excluded (see
 * {@link Replicates}). The p-values are adjusted for multiple comparisons with Holm's method (A
 * Simple Sequentially Rejective Multiple Test Procedure, 1979).
 *
 * @param ranked assignments, best mean first
 * @param verdicts results of the tests, in the order of {@code ranked}; empty if there are fewer
 *     than two assignments
 */
public record Replication(List<Replicates> ranked, List<Verdict> verdicts) {
  static final int MAX_SEEDS = 1_000;

  private static final double SIGNIFICANCE_LEVEL = 0.05;
  private static final double POWER = 0.8;

  /** Ranks and tests assignments; the result does not depend on their order. */
  public static Replication of(List<Replicates> replicated, Goal goal) {
    Comparator<Replicates> byMean = Comparator.comparingDouble(Replicates::mean);
    List<Replicates> ranked =
        replicated.stream()
            .sorted(
                (goal == Goal.MINIMIZE ? byMean : byMean.reversed())
                    .thenComparingLong(Replicates::picked))
            .toList();
    return new Replication(ranked, verdicts(ranked));
  }

  private static List<Verdict> verdicts(List<Replicates> ranked) {
    if (ranked.size() < 2) {
      return List.of();
    }
    Replicates best = ranked.get(0);
    List<Replicates> others = ranked.subList(1, ranked.size());
    double[] p =
        adjustHolm(others.stream().mapToDouble(other -> welchPValue(best, other)).toArray());
    List<Verdict> verdicts = new ArrayList<>();
    for (int i = 0; i < p.length; i++) {
      verdicts.add(verdict(best, others.get(i), p[i]));
    }
    return verdicts;
  }

  private static Verdict verdict(Replicates best, Replicates other, double p) {
    int n = Math.min(best.values().size(), other.values().size());
    boolean separable = p < SIGNIFICANCE_LEVEL;
    return new Verdict(
        best.picked(),
        other.picked(),
        p,
        n,
        separable,
        separable ? null : additionalSeeds(best, other, n));
  }

  /**
   * Returns the two-sided p-value of Welch's t-test. If both deviations are 0, the test is
   * undefined; the result is then 1 for equal means and 0 for different means.
   */
  private static double welchPValue(Replicates one, Replicates other) {
    if (one.deviation() == 0 && other.deviation() == 0) {
      return one.mean() == other.mean() ? 1 : 0;
    }
    return TTest.withDefaults()
        .with(DataDispersion.HETEROSCEDASTIC)
        .test(one.array(), other.array())
        .getPValue();
  }

  /** Returns the p-values adjusted with Holm's method, in the order of the arguments. */
  static double[] adjustHolm(double[] p) {
    List<Integer> ascending = new ArrayList<>();
    for (int i = 0; i < p.length; i++) {
      ascending.add(i);
    }
    ascending.sort(Comparator.comparingDouble(i -> p[i]));
    double[] adjusted = new double[p.length];
    double lowerBound = 0;
    for (int rank = 0; rank < p.length; rank++) {
      int index = ascending.get(rank);
      lowerBound = Math.max(lowerBound, Math.min(1, (p.length - rank) * p[index]));
      adjusted[index] = lowerBound;
    }
    return adjusted;
  }

  /**
   * Returns the number of additional seeds per assignment for a power of 80 %, from the sample size
   * formula for two means, n = (z₁₋ₐ⸝₂ + z₁₋ᵦ)² (s₁² + s₂²) / d²; {@code null} if the means are
   * equal.
   */
  private static @Nullable Integer additionalSeeds(Replicates one, Replicates other, int n) {
    double difference = one.mean() - other.mean();
    if (difference == 0) {
      return null;
    }
    NormalDistribution normal = NormalDistribution.of(0, 1);
    double z =
        normal.inverseCumulativeProbability(1 - SIGNIFICANCE_LEVEL / 2)
            + normal.inverseCumulativeProbability(POWER);
    double variance = one.deviation() * one.deviation() + other.deviation() * other.deviation();
    double needed = z * z * variance / (difference * difference);
    return (int) Math.max(1, Math.ceil(Math.min(needed, 2.0 * MAX_SEEDS) - n));
  }
}
