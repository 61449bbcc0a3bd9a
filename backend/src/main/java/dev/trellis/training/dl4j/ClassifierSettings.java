package dev.trellis.training.dl4j;

import dev.trellis.dataset.DataShape;
import dev.trellis.space.Assignment;
import dev.trellis.training.dl4j.onednn.TimePooling;

/** A classifier's assignment, read. Words as in {@link ClassifierFamily}. */
record ClassifierSettings(
    LearningRate learningRate,
    int minibatchSize,
    int hiddenUnits,
    int layers,
    int embeddingSize,
    int sequenceLength,
    double dropout,
    double gradientClipping,
    LanguageModelSettings.Cell cell,
    TimePooling.Kind pooling,
    boolean bidirectional,
    EmbeddingStart embedding,
    Optimiser optimiser) {

  static ClassifierSettings of(Assignment assignment) {
    return new ClassifierSettings(
        LearningRate.of(assignment),
        assignment.integer("minibatch_size"),
        assignment.integer("hidden_units"),
        assignment.integer("layers"),
        assignment.integer("embedding_size"),
        assignment.integer("sequence_length"),
        assignment.real("dropout"),
        assignment.real("gradient_clipping"),
        LanguageModelSettings.Cell.of(assignment.text("cell")),
        pooling(assignment.text("pooling")),
        assignment.text("bidirectional").equals("yes"),
        EmbeddingStart.of(assignment.text("embedding")),
        Optimiser.of(assignment));
  }

  private static TimePooling.Kind pooling(String word) {
    return switch (word) {
      case "max" -> TimePooling.Kind.MAX;
      case "mean" -> TimePooling.Kind.MEAN;
      case "last" -> TimePooling.Kind.LAST;
      default -> throw new IllegalArgumentException("no pooling is called " + word);
    };
  }

  int directions() {
    return bidirectional ? 2 : 1;
  }

  /** Native memory of a model under training, in bytes. Texts of several lengths share none. */
  long memory(DataShape data) {
    long longest = Math.max(8, Math.min(sequenceLength, 2L * data.longestText()));
    long units = (long) layers * directions() * hiddenUnits;
    long parameters = parameterCount(data);
    long others =
        (long) data.vocabularySize() * embeddingSize
            + ((long) directions() * hiddenUnits + 1) * data.classes();
    MemoryEstimate estimate =
        new MemoryEstimate(
            parameters, parameters - others, optimiser.states(), units, embeddingSize);
    return estimate.bytes(
        2 * longest * minibatchSize,
        2 * longest * Classifier.MEASURED_TOGETHER,
        (long) (minibatchSize + Classifier.MEASURED_TOGETHER) * data.classes());
  }

  /** Number of trainable parameters: weights and biases; the lookup table has no bias. */
  long parameterCount(DataShape data) {
    long count = (long) data.vocabularySize() * embeddingSize;
    for (int layer = 0; layer < layers; layer++) {
      long inputs = layer == 0 ? embeddingSize : (long) directions() * hiddenUnits;
      count += directions() * cell.parameterCount(inputs, hiddenUnits);
    }
    return count + ((long) directions() * hiddenUnits + 1) * data.classes();
  }
}
