package dev.trellis.training.dl4j.settings;

import dev.trellis.dataset.text.DataShape;
import dev.trellis.space.Assignment;
import dev.trellis.training.dl4j.ClassifierFamily;
import dev.trellis.training.dl4j.onednn.TimePooling;

/** Typed hyperparameters of a classifier, see {@link ClassifierFamily}. */
public record ClassifierSettings(
    RecurrentSettings common, TimePooling.Kind pooling, boolean bidirectional) {

  public static ClassifierSettings of(Assignment assignment) {
    return new ClassifierSettings(
        RecurrentSettings.of(assignment),
        pooling(assignment.text("pooling")),
        assignment.text("bidirectional").equals("yes"));
  }

  private static TimePooling.Kind pooling(String word) {
    return switch (word) {
      case "max" -> TimePooling.Kind.MAX;
      case "mean" -> TimePooling.Kind.MEAN;
      case "last" -> TimePooling.Kind.LAST;
      default -> throw new IllegalArgumentException("unknown pooling " + word);
    };
  }

  /** Returns the number of reading directions: 2 if bidirectional, otherwise 1. */
  public int directions() {
    return bidirectional ? 2 : 1;
  }

  /**
   * Estimates the native memory of a model under training, in bytes. Minibatches have several
   * padded lengths; the factor 2 allows for workspaces that are not shared between lengths.
   */
  public long estimateMemory(DataShape data) {
    long paddedLength = Math.max(8, Math.min(common.sequenceLength(), 2L * data.longestText()));
    long texts = common.minibatchSize() + EvaluationSize.TEXTS;
    return common
        .memoryEstimate(parameterCount(data), directions())
        .bytes(
            2 * paddedLength * common.minibatchSize(),
            2 * paddedLength * EvaluationSize.TEXTS,
            texts * data.classes());
  }

  /** Returns the number of trainable parameters: weights and biases. The embedding has no bias. */
  public long parameterCount(DataShape data) {
    return (long) data.vocabularySize() * common.embeddingSize()
        + common.countRecurrentParameters(directions())
        + ((long) directions() * common.hiddenUnits() + 1) * data.classes();
  }
}
