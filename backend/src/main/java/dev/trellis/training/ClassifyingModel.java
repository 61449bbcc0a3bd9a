package dev.trellis.training;

import java.util.Map;

/** A classifier that gives texts labels. */
public interface ClassifyingModel extends TrainedModel {
  /**
   * How likely each label is, the likeliest first; the likelihoods sum to 1. Tokens that the model
   * does not know count as the unknown one.
   *
   * @param longest how many tokens are read, as in training: it has learned nothing of what comes
   *     after them
   * @throws IllegalArgumentException where the text is blank
   */
  Map<String, Double> classify(String text, int longest);
}
