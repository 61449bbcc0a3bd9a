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
 * Replicated assignments, best mean first, and the best against each of the others.
 *
 * <p>Two things are corrected for. The value an assignment was picked for is left out (see {@link
 * Replicates}). And the best is compared with several: the p-values are Holm's (A Simple
 * Sequentially Rejective Multiple Test Procedure, 1979).
 */
public record Replication(List<Replicates> ranked, List<Verdict> verdicts) {
  static final int MOST_SEEDS = 1_000;

  private static final double SIGNIFICANT = 0.05;
  private static final double POWER = 0.8;

  /** The same for the same values, whatever their order. */
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
    double[] p = holm(others.stream().mapToDouble(other -> welch(best, other)).toArray());
    List<Verdict> verdicts = new ArrayList<>();
    for (int i = 0; i < p.length; i++) {
      verdicts.add(verdict(best, others.get(i), p[i]));
    }
    return verdicts;
  }

  private static Verdict verdict(Replicates best, Replicates other, double p) {
    int n = Math.min(best.values().size(), other.values().size());
    boolean separable = p < SIGNIFICANT;
    return new Verdict(
        best.picked(), other.picked(), p, n, separable, separable ? null : more(best, other, n));
  }

  /** Without any spread the test has no answer: then the same is the same, and else it is not. */
  private static double welch(Replicates one, Replicates other) {
    if (one.deviation() == 0 && other.deviation() == 0) {
      return one.mean() == other.mean() ? 1 : 0;
    }
    return TTest.withDefaults()
        .with(DataDispersion.HETEROSCEDASTIC)
        .test(one.array(), other.array())
        .getPValue();
  }

  /** Adjusted p-values in the order given. */
  static double[] holm(double[] p) {
    List<Integer> ascending = new ArrayList<>();
    for (int i = 0; i < p.length; i++) {
      ascending.add(i);
    }
    ascending.sort(Comparator.comparingDouble(i -> p[i]));
    double[] adjusted = new double[p.length];
    double least = 0;
    for (int rank = 0; rank < p.length; rank++) {
      int index = ascending.get(rank);
      least = Math.max(least, Math.min(1, (p.length - rank) * p[index]));
      adjusted[index] = least;
    }
    return adjusted;
  }

  /** By the usual formula for two means: n = (z₁₋ₐ⸝₂ + z₁₋ᵦ)² (s₁² + s₂²) / d² for each. */
  private static @Nullable Integer more(Replicates one, Replicates other, int n) {
    double difference = one.mean() - other.mean();
    if (difference == 0) {
      return null;
    }
    NormalDistribution normal = NormalDistribution.of(0, 1);
    double z =
        normal.inverseCumulativeProbability(1 - SIGNIFICANT / 2)
            + normal.inverseCumulativeProbability(POWER);
    double variance = one.deviation() * one.deviation() + other.deviation() * other.deviation();
    double needed = z * z * variance / (difference * difference);
    return (int) Math.max(1, Math.ceil(Math.min(needed, 2.0 * MOST_SEEDS) - n));
  }
}
