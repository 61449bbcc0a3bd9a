package dev.trellis.training.dl4j;

import dev.trellis.space.Assignment;

/** A language model's assignment, read. Words as in {@link LanguageModelFamily}. */
record LanguageModelSettings(RecurrentSettings common) {
  static LanguageModelSettings of(Assignment assignment) {
    return new LanguageModelSettings(RecurrentSettings.of(assignment));
  }

  /** Native memory of a model under training, in bytes. */
  long memory(int vocabularySize) {
    long trained = (long) common.minibatchSize() * common.sequenceLength();
    return common
        .memory(parameterCount(vocabularySize), 1)
        .bytes(
            trained, Evaluation.MOST_TOKENS, (trained + Evaluation.MOST_TOKENS) * vocabularySize);
  }

  /** Number of trainable parameters: weights and biases; the lookup table has no bias. */
  long parameterCount(int vocabularySize) {
    return (long) vocabularySize * common.embeddingSize()
        + common.recurrentParameters(1)
        + (common.hiddenUnits() + 1L) * vocabularySize;
  }
}
