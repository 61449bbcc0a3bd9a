package dev.trellis.dataset.text;

import org.jspecify.annotations.Nullable;

/**
 * What is made of a dataset before training.
 *
 * @param maxTokens how much of a text to use, from its beginning; null for all of it
 * @param maxVocabulary how many distinct tokens to know, {@link Vocabulary#UNKNOWN} among them;
 *     null for all
 */
public record Preparation(
    TokenUnit unit, Split split, @Nullable Long maxTokens, @Nullable Long maxVocabulary) {
  /** The smallest vocabulary there can be: one token, and one for all others. */
  public static final int LEAST_VOCABULARY = 2;
}
