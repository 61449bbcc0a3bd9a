package dev.trellis.training.dl4j;

import dev.trellis.space.Assignment;

/**
 * A language model's assignment, read. Words as in {@link LanguageModelFamily}.
 *
 * @param tied whether the output layer's weights are the lookup table, turned
 */
record LanguageModelSettings(RecurrentSettings common, boolean tied) {
  static LanguageModelSettings of(Assignment assignment) {
    return new LanguageModelSettings(
        RecurrentSettings.of(assignment), assignment.text("tie_embeddings").equals("yes"));
  }

  LanguageModelSettings untied() {
    return new LanguageModelSettings(common, false);
  }

  /** Native memory of a model under training, in bytes. */
  long memory(int vocabularySize) {
    long trained = (long) common.minibatchSize() * common.sequenceLength();
    long foretold = (trained + Evaluation.MOST_TOKENS) * vocabularySize;
    long copied = tied ? untied().parameterCount(vocabularySize) : 0;
    return common
        .memory(parameterCount(vocabularySize), 1)
        .bytes(trained, Evaluation.MOST_TOKENS, foretold + copied);
  }

  /** Number of trainable parameters: weights and biases; the lookup table has no bias. */
  long parameterCount(int vocabularySize) {
    return (long) vocabularySize * common.embeddingSize()
        + common.recurrentParameters(1)
        + (tied ? 1L : common.hiddenUnits() + 1L) * vocabularySize;
  }
}
