package dev.trellis.dataset.text;

import org.jspecify.annotations.Nullable;

/**
 * Preparation of a dataset for training.
 *
 * @param maxTokens number of tokens to use from the beginning of a text; null for all
 * @param maxVocabulary maximum number of distinct tokens, including {@link Vocabulary#UNKNOWN};
 *     null for all
 */
public record Preparation(
    TokenUnit unit, Split split, @Nullable Long maxTokens, @Nullable Long maxVocabulary) {
  /** The smallest vocabulary there can be: one token, and one for all others. */
  public static final int LEAST_VOCABULARY = 2;
}
