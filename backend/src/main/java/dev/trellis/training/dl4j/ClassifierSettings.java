package dev.trellis.training.dl4j;

import dev.trellis.dataset.DataShape;
import dev.trellis.space.Assignment;
import dev.trellis.training.dl4j.onednn.TimePooling;

/** A classifier's assignment, read. Words as in {@link ClassifierFamily}. */
record ClassifierSettings(
    RecurrentSettings common, TimePooling.Kind pooling, boolean bidirectional) {

  static ClassifierSettings of(Assignment assignment) {
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
      default -> throw new IllegalArgumentException("no pooling is called " + word);
    };
  }

  int directions() {
    return bidirectional ? 2 : 1;
  }

  /** Native memory of a model under training, in bytes. Texts of several lengths share none. */
  long memory(DataShape data) {
    long longest = Math.max(8, Math.min(common.sequenceLength(), 2L * data.longestText()));
    long together = common.minibatchSize() + Classifier.MEASURED_TOGETHER;
    return common
        .memory(parameterCount(data), directions())
        .bytes(
            2 * longest * common.minibatchSize(),
            2 * longest * Classifier.MEASURED_TOGETHER,
            together * data.classes());
  }

  /** Number of trainable parameters: weights and biases; the lookup table has no bias. */
  long parameterCount(DataShape data) {
    return (long) data.vocabularySize() * common.embeddingSize()
        + common.recurrentParameters(directions())
        + ((long) directions() * common.hiddenUnits() + 1) * data.classes();
  }
}
