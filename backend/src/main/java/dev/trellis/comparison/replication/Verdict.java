package dev.trellis.comparison.replication;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The best assignment against another one, both named by the trials they were picked for.
 *
 * @param p of Welch's t-test, two-sided, after Holm's correction for how many others the best is
 *     compared with
 * @param n seeds of the one that has fewer
 * @param isSeparable whether p is below 0.05
 * @param moreSeeds how many more each would take to be told apart with 80 % power, were the
 *     difference as large as it looks; null where they are told apart, or it looks like none
 */
public record Verdict(
    long best, long other, double p, int n, boolean isSeparable, @Nullable Integer moreSeeds) {

  /** The verdict in a sentence. */
  public String text() {
    if (isSeparable) {
      return String.format(
          Locale.ROOT,
          "Trial %d's settings beat trial %d's: p %s, n = %d.",
          best,
          other,
          shownP(),
          n);
    }
    String needed =
        moreSeeds == null
            ? "they look the same"
            : moreSeeds > Replication.MOST_SEEDS
                ? "more than %d more seeds would be needed".formatted(Replication.MOST_SEEDS)
                : "about %d more seeds needed".formatted(moreSeeds);
    return String.format(
        Locale.ROOT,
        "Trial %d's and trial %d's settings are not separable: p %s, n = %d, %s.",
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
