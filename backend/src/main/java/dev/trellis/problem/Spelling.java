package dev.trellis.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Messages about names that are not known, with the closest known name. */
public final class Spelling {
  /** Longer names get no suggestion: comparing them costs more than it helps. */
  private static final int LONGEST = 40;

  private static final int SHOWN = 60;

  private Spelling() {}

  /** Returns the message for a name that is none of the known ones. */
  public static String unknown(String given, Collection<String> known) {
    return closest(given, known)
        .map(name -> "%s is not known here; did you mean %s?".formatted(quoted(given), name))
        .orElseGet(
            () ->
                "%s is not known here; known are %s"
                    .formatted(quoted(given), String.join(", ", known)));
  }

  /** Returns the known name that is spelled most like the given one; empty if all are far. */
  public static Optional<String> closest(String given, Collection<String> known) {
    String plain = plain(given);
    if (given.length() > LONGEST) {
      return Optional.empty();
    }
    return known.stream()
        .filter(name -> plain(name).length() > 1)
        .filter(name -> distance(plain, plain(name)) <= Math.max(1, plain(name).length() / 3))
        .min(Comparator.comparingInt(name -> distance(plain, plain(name))));
  }

  /** Returns the name in lower case, letters and digits only. */
  public static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }

  /** Quotes a text for a message: cut to 60 characters, without control characters. */
  public static String quoted(String text) {
    return '"' + cut(text.replaceAll("[\\p{Cc}\\p{Cs}\\u2028\\u2029]", "\uFFFD")) + '"';
  }

  /** Cuts a text to 60 characters. */
  public static String cut(String text) {
    return text.codePointCount(0, text.length()) <= SHOWN
        ? text
        : text.substring(0, text.offsetByCodePoints(0, SHOWN)) + "…";
  }

  /**
   * Returns the least number of insertions, deletions, substitutions and swaps of neighbors that
   * turn one word into the other (optimal string alignment).
   */
  public static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : step(a, b, cost, i, j);
      }
    }
    return cost[a.length()][b.length()];
  }

  private static int step(String a, String b, int[][] cost, int i, int j) {
    int replace = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int best = Math.min(replace, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
  }
}
