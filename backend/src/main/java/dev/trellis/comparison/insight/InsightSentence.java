package dev.trellis.comparison.insight;

import org.jspecify.annotations.Nullable;

/**
 * Insight as a sentence.
 *
 * @param kind Kind of the insight.
 * @param parameter Name of the parameter that the sentence is about; {@code null} if it is about
 *     the whole experiment.
 * @param text Sentence.
 */
public record InsightSentence(Kind kind, @Nullable String parameter, String text) {
  /** Subject of a sentence. */
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
