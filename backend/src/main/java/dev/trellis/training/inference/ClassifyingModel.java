package dev.trellis.training.inference;

import java.util.Map;

/** A trained text classifier. */
public interface ClassifyingModel extends TrainedModel {
  /**
   * Returns the probability of each label, the most likely first; the probabilities sum to 1.
   * Tokens outside the vocabulary are read as the unknown token.
   *
   * @param maxTokens number of tokens to read; the rest of the text is ignored. It should equal the
   *     limit used in training, since the model has not learned from later positions.
   * @throws IllegalArgumentException if the text is blank
   */
  Map<String, Double> classify(String text, int maxTokens);
}
