package dev.trellis.experiment;

import dev.trellis.dataset.text.DataShape;
import dev.trellis.dataset.text.TrainingData;
import dev.trellis.metric.Goal;
import dev.trellis.space.Assignment;
import dev.trellis.testing.InventedFamily;
import dev.trellis.training.EpochMetric;
import dev.trellis.training.Hyperparameter;
import dev.trellis.training.ModelFamily;
import dev.trellis.training.TrainableModel;
import java.util.List;

/** Model families that cannot train, with the hyperparameters of the real ones. */
public final class TestFamilies {
  private TestFamilies() {}

  public static ModelFamily languageModel() {
    return new LanguageModel();
  }

  private static final class LanguageModel extends InventedFamily {
    LanguageModel() {
      super("language_model", "Predicts the next token.");
    }

    @Override
    public List<Hyperparameter> hyperparameters() {
      return List.of(
          new Hyperparameter.Real("learning_rate", "Size of a step.", 0.01, 0, false, 10),
          new Hyperparameter.Whole("minibatch_size", "Sequences per step.", 32, 1, 256),
          new Hyperparameter.Whole("hidden_units", "Per layer.", 128, 1, 4096),
          new Hyperparameter.Whole("layers", "Stacked.", 1, 1, 8),
          new Hyperparameter.Whole("embedding_size", "Per token.", 64, 1, 1000),
          new Hyperparameter.Whole("sequence_length", "Tokens per sequence.", 50, 1, 1000),
          new Hyperparameter.Real("dropout", "Share left out.", 0, 0, true, 0.95),
          new Hyperparameter.Real("gradient_clipping", "Largest norm.", 5, 0, false, 1000),
          new Hyperparameter.Word("cell", "Kind of layer.", List.of("lstm", "simple_rnn")),
          new Hyperparameter.Word("updater", "Optimizer.", List.of("adam", "rmsprop", "sgd")));
    }

    @Override
    public List<EpochMetric> metrics() {
      return List.of(
          new EpochMetric(
              "train_loss", "nats per token", Goal.MINIMIZE, "Loss on the training part."),
          new EpochMetric(
              "val_loss", "nats per token", Goal.MINIMIZE, "Loss on the validation part."),
          new EpochMetric("val_accuracy", "share", Goal.MAXIMIZE, "Next tokens guessed right."));
    }

    @Override
    public long parameterCount(Assignment assignment, DataShape data) {
      long hidden = assignment.integer("hidden_units");
      long gates = assignment.text("cell").equals("lstm") ? 4 : 1;
      long inputs = assignment.integer("embedding_size");
      long count = data.vocabularySize() * inputs;
      for (int layer = 0; layer < assignment.integer("layers"); layer++) {
        count += gates * hidden * (inputs + hidden + 1);
        inputs = hidden;
      }
      return count + (hidden + 1) * data.vocabularySize();
    }

    @Override
    public long estimateMemory(Assignment assignment, DataShape data) {
      return 20 * parameterCount(assignment, data) + assignment.integer("minibatch_size");
    }

    @Override
    public TrainableModel create(Assignment assignment, TrainingData data, long seed) {
      throw new UnsupportedOperationException("a family for tests of submissions");
    }
  }
}
