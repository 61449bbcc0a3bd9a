package dev.trellis.comparison.insight;

import org.jspecify.annotations.Nullable;

/**
 * One thing learnt, in words.
 *
 * @param parameter what it is about; null for the experiment as a whole
 */
public record InsightSentence(Kind kind, @Nullable String parameter, String text) {
  /** What a sentence is about. */
  public enum Kind {
    TOO_FEW_TRIALS,
    SAME_EPOCH,
    IMPORTANCE,
    NOT_EXPLAINED,
    NO_INFLUENCE,
    EDGE,
    DIMINISHING_RETURN,
    CHEAPER
  }
}
