package dev.trellis.training.dl4j.settings;

import dev.trellis.space.Assignment;
import dev.trellis.training.dl4j.LanguageModelFamily;

/**
 * Typed hyperparameters of a language model, see {@link LanguageModelFamily}.
 *
 * @param tied true if the output layer uses the transposed embedding matrix as weights
 */
public record LanguageModelSettings(RecurrentSettings common, boolean tied) {
  public static LanguageModelSettings of(Assignment assignment) {
    return new LanguageModelSettings(
        RecurrentSettings.of(assignment), assignment.text("tie_embeddings").equals("yes"));
  }

  /** Returns these settings without weight tying. */
  public LanguageModelSettings untied() {
    return new LanguageModelSettings(common, false);
  }

  /** Estimates the native memory of a model under training, in bytes. */
  public long estimateMemory(int vocabularySize) {
    long trainingTokens = (long) common.minibatchSize() * common.sequenceLength();
    long logits = (trainingTokens + EvaluationSize.TOKENS) * vocabularySize;
    long copied = tied ? untied().parameterCount(vocabularySize) : 0;
    return common
        .memoryEstimate(parameterCount(vocabularySize), 1)
        .bytes(trainingTokens, EvaluationSize.TOKENS, logits + copied);
  }

  /** Returns the number of trainable parameters: weights and biases. The embedding has no bias. */
  public long parameterCount(int vocabularySize) {
    return (long) vocabularySize * common.embeddingSize()
        + common.countRecurrentParameters(1)
        + (tied ? 1L : common.hiddenUnits() + 1L) * vocabularySize;
  }
}
