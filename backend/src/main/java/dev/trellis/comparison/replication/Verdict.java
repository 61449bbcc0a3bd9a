package dev.trellis.comparison.replication;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Result of the test of the best assignment against another assignment. Each assignment is
 * identified by the trial for which it was selected.
 *
 * @param best trial number of the best assignment
 * @param other trial number of the other assignment
 * @param p p-value of a two-sided Welch's t-test, adjusted for multiple comparisons with Holm's
 *     method
 * @param n number of seeds of the assignment that has fewer seeds
 * @param isSeparable true if the difference is significant: {@code p} is less than 0.05
 * @param moreSeeds number of additional seeds per assignment for a power of 80 %, if the true
 *     difference equals the observed difference; {@code null} if the difference is significant or 0
 */
public record Verdict(
    long best, long other, double p, int n, boolean isSeparable, @Nullable Integer moreSeeds) {

  /** Returns the result as a sentence. */
  public String text() {
    if (isSeparable) {
      return String.format(
          Locale.ROOT,
          "The settings of trial %d are better than the settings of trial %d: p %s, n = %d.",
          best,
          other,
          shownP(),
          n);
    }
    String needed =
        moreSeeds == null
            ? "the means are equal"
            : moreSeeds > Replication.MAX_SEEDS
                ? "more than %d more seeds needed".formatted(Replication.MAX_SEEDS)
                : "about %d more seeds needed".formatted(moreSeeds);
    return String.format(
        Locale.ROOT,
        "The settings of trials %d and %d are not significantly different: p %s, n = %d, %s.",
        best,
        other,
        shownP(),
        n,
        needed);
  }

  private String shownP() {
    return p < 0.001 ? "< 0.001" : String.format(Locale.ROOT, p < 0.1 ? "= %.3f" : "= %.2f", p);
  }
}
