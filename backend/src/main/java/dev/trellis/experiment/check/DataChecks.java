package dev.trellis.experiment.check;

import dev.trellis.dataset.text.TokenizedExamples;
import dev.trellis.dataset.text.TokenizedText;
import dev.trellis.dataset.text.TrainingData;
import dev.trellis.dataset.text.Vocabulary;
import dev.trellis.experiment.submission.spec.ExperimentSpec;
import dev.trellis.problem.Problem;
import dev.trellis.problem.Violation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Refuses prepared data that no model of the search can be trained on or measured with. */
public final class DataChecks {
  /** One token to read and one to predict. */
  private static final int LEAST_TOKENS = 2;

  private final ExperimentSpec spec;
  private final TrainingData data;
  private final List<Violation> violations = new ArrayList<>();

  private DataChecks(ExperimentSpec spec, TrainingData data) {
    this.spec = spec;
    this.data = data;
  }

  /**
   * @throws Problem with all violations, if there are any
   */
  public static void check(ExperimentSpec spec, TrainingData data) {
    DataChecks checks = new DataChecks(spec, data);
    if (data instanceof TokenizedText text) {
      checks.checkText(text);
    } else if (data instanceof TokenizedExamples examples) {
      checks.checkExamples(examples);
    }
    if (!checks.violations.isEmpty()) {
      throw Problem.invalid(checks.violations);
    }
  }

  private void checkText(TokenizedText text) {
    checkLength(text.training().length);
    if (text.validation().length < LEAST_TOKENS) {
      violation(
          "/split",
          "The validation part of %s has %,d tokens; at least %d are needed. Use a larger share for validation, %s."
              .formatted(spec.dataset(), text.validation().length, LEAST_TOKENS, more()));
    } else {
      checkKnown(Arrays.stream(text.validation()), "validation part");
    }
    checkVocabulary(Arrays.stream(text.training()));
  }

  private String more() {
    return spec.preparation().maxTokens() == null
        ? "or a longer text"
        : "more max_tokens, or a longer text";
  }

  /** The largest minibatch of the space has to fit: a trial that cannot start helps nobody. */
  private void checkLength(int tokens) {
    SequenceSize largest =
        SequenceSize.all(spec.space())
            .max(Comparator.comparingLong(SequenceSize::tokens))
            .orElseThrow();
    if (tokens <= largest.tokens()) {
      violation(
          "/dataset",
          "The training part of %s has %,d tokens; a minibatch of %d sequences of %d tokens needs %,d. Use a smaller minibatch_size or sequence_length, %s."
              .formatted(
                  spec.dataset(),
                  tokens,
                  largest.minibatchSize(),
                  largest.sequenceLength(),
                  largest.tokens() + 1,
                  more()));
    }
  }

  private void checkExamples(TokenizedExamples examples) {
    int training = examples.training().size();
    int validation = examples.validation().size();
    if (training == 0 || validation == 0) {
      violation(
          "/split",
          "Of %s, %,d examples are for training and %,d for validation; at least one of each is needed. Change split, or upload more examples."
              .formatted(spec.dataset(), training, validation));
      return;
    }
    checkLabels(examples);
    checkVocabulary(tokens(examples.training()));
    checkKnown(tokens(examples.validation()), "validation part");
  }

  private static IntStream tokens(TokenizedExamples.Part part) {
    return Arrays.stream(part.tokens()).flatMapToInt(Arrays::stream);
  }

  private void checkLabels(TokenizedExamples examples) {
    int[] labels = Arrays.stream(examples.training().labels()).distinct().toArray();
    if (labels.length < 2) {
      violation(
          "/split",
          "All %,d examples of the training part of %s have the label '%s'; at least two labels are needed. Use split with by: stratified, or upload the examples in mixed order."
              .formatted(
                  examples.training().size(), spec.dataset(), examples.labels().get(labels[0])));
    }
  }

  /** A model that reads one token only has nothing to tell apart. */
  private void checkVocabulary(IntStream training) {
    int[] distinct = training.distinct().limit(2).toArray();
    if (distinct.length == 1) {
      violation(
          "/dataset",
          "The training part of %s consists of one distinct token, '%s'; at least two are needed to learn from. Use a text with more than one token, or another unit under task."
              .formatted(spec.dataset(), data.vocabulary().token(distinct[0])));
    }
  }

  private void checkKnown(IntStream tokens, String part) {
    int unknown = data.vocabulary().tokens().indexOf(Vocabulary.UNKNOWN);
    if (unknown >= 0 && tokens.allMatch(token -> token == unknown)) {
      violation(
          "/dataset",
          "The %s of %s has no token that the model knows: all of them are outside of the vocabulary of %,d tokens of the training part. Use unit: char, a larger max_vocabulary, or more text."
              .formatted(part, spec.dataset(), data.vocabulary().size()));
    }
  }

  private void violation(String pointer, String message) {
    violations.add(new Violation(pointer, message));
  }
}
