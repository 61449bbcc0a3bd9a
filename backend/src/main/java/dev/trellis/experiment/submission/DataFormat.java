package dev.trellis.experiment.submission;

import dev.trellis.dataset.text.Preparation;
import dev.trellis.dataset.text.Split;
import dev.trellis.dataset.text.TokenUnit;
import dev.trellis.dataset.text.TrainingData;
import dev.trellis.experiment.submission.codec.ChoiceType;
import dev.trellis.experiment.submission.codec.FractionsType;
import dev.trellis.experiment.submission.codec.IntegerType;
import dev.trellis.experiment.submission.codec.Key;
import dev.trellis.experiment.submission.codec.Node;
import dev.trellis.experiment.submission.codec.RealType;
import dev.trellis.experiment.submission.codec.Section;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keys of the preparation of a dataset: tokens, vocabulary, parts. */
final class DataFormat {
  static final Key<Long> MAX_VOCABULARY =
      Key.optional(
          "max_vocabulary",
          "Know the most frequent tokens alone, so many with <unk>, which stands for all others.",
          new IntegerType(Preparation.LEAST_VOCABULARY, Integer.MAX_VALUE));
  static final Key<Long> MAX_TOKENS =
      Key.optional(
          "max_tokens",
          "Use so much of the dataset, from its beginning.",
          new IntegerType(1, Integer.MAX_VALUE));
  private static final RealType SHARE = new RealType(0, false, 1);
  static final Key<Double> TRAIN = Key.required("train", "Share to train on.", SHARE);
  static final Key<Double> VALIDATION =
      Key.required("validation", "Share to judge by, after that.", SHARE);
  static final Key<Double> TEST =
      Key.defaulting(
          "test",
          0.0,
          "Share to report on, the rest; 0 for no test part.",
          new RealType(0, true, 1));

  private DataFormat() {}

  static Key<TokenUnit> unit(TrainingData.Kind data) {
    return Key.defaulting(
        "unit", data.defaultUnit(), "What counts as one token.", ChoiceType.of(TokenUnit.values()));
  }

  static Key<Node> split(TrainingData.Kind data) {
    Split usual = data.defaultSplit();
    String description =
        "Shares of the dataset; they sum to 1. Left out: %s, %s, %s."
            .formatted(usual.training(), usual.validation(), usual.test());
    return Key.optional("split", description, Section.of(TRAIN, VALIDATION, TEST, by(data)));
  }

  /** A text is read on from minibatch to minibatch: it is split by position. */
  static Key<Split.By> by(TrainingData.Kind data) {
    Split.By[] ways =
        data == TrainingData.Kind.LANGUAGE
            ? new Split.By[] {Split.By.POSITION}
            : new Split.By[] {Split.By.STRATIFIED, Split.By.POSITION};
    return Key.defaulting("by", ways[0], "How it is decided what goes where.", ChoiceType.of(ways));
  }

  /**
   * Reads the preparation.
   *
   * @param task section {@code task}; absent if the submission has none
   */
  static Preparation read(Node root, Node task, TrainingData.Kind data) {
    Split split =
        split(data).read(root).flatMap(node -> split(node, data)).orElse(data.defaultSplit());
    return new Preparation(
        unit(data).read(task).orElseThrow(),
        split,
        MAX_TOKENS.read(root).orElse(null),
        MAX_VOCABULARY.read(task).orElse(null));
  }

  private static Optional<Split> split(Node node, TrainingData.Kind data) {
    Optional<Double> train = TRAIN.read(node);
    Optional<Double> validation = VALIDATION.read(node);
    Optional<Double> test = TEST.read(node);
    Optional<Split.By> by = by(data).read(node);
    if (train.isEmpty() || validation.isEmpty() || test.isEmpty() || by.isEmpty()) {
      return Optional.empty();
    }
    FractionsType.checkSum(
        node,
        "shares train, validation and test",
        List.of(train.get(), validation.get(), test.get()));
    return Optional.of(new Split(train.get(), validation.get(), test.get(), by.get()));
  }

  /** Beside the task, which holds the rest. */
  static void write(Map<String, Object> tree, Preparation how, TrainingData.Kind data) {
    tree.put(split(data).name(), split(how.split(), data));
    MAX_TOKENS.write(tree, how.maxTokens());
  }

  private static Map<String, Object> split(Split split, TrainingData.Kind data) {
    Map<String, Object> tree = new LinkedHashMap<>();
    TRAIN.write(tree, split.training());
    VALIDATION.write(tree, split.validation());
    TEST.write(tree, split.test());
    by(data).write(tree, split.by());
    return tree;
  }
}
