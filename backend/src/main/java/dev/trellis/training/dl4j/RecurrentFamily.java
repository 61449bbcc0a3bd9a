package dev.trellis.training.dl4j;

import dev.trellis.metric.Goal;
import dev.trellis.space.Assignment;
import dev.trellis.training.EpochMetric;
import dev.trellis.training.Hyperparameter;
import dev.trellis.training.ModelFamily;
import dev.trellis.training.dl4j.inference.ModelFile;
import dev.trellis.training.dl4j.natives.NativeLibraries;
import dev.trellis.training.dl4j.settings.EmbeddingInitialization;
import dev.trellis.training.dl4j.settings.Initialization;
import dev.trellis.training.dl4j.settings.LearningRate;
import dev.trellis.training.dl4j.settings.Optimizer;
import dev.trellis.training.embedding.TrainedEmbedding;
import dev.trellis.training.embedding.WordVectors;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Base class of the recurrent model families: common hyperparameters and metrics. Reading the
 * definitions loads no native library; {@link #create} does.
 */
public abstract class RecurrentFamily implements ModelFamily {
  final InstantSource clock;
  final WordVectors vectors;
  private final List<Hyperparameter> hyperparameters;
  private final List<EpochMetric> metrics;

  RecurrentFamily(
      InstantSource clock,
      WordVectors vectors,
      List<Hyperparameter> hyperparameters,
      List<EpochMetric> metrics) {
    this.clock = clock;
    this.vectors = vectors;
    this.hyperparameters = hyperparameters;
    this.metrics = metrics;
  }

  /**
   * Returns the hyperparameters of a family.
   *
   * @param droppedOut activations to which dropout applies, for the description
   * @param own hyperparameters of this family only
   */
  static List<Hyperparameter> hyperparameters(
      Hyperparameter minibatchSize,
      Hyperparameter sequenceLength,
      String droppedOut,
      List<Hyperparameter> own) {
    List<Hyperparameter> common =
        List.of(
            minibatchSize,
            new Hyperparameter.Whole(
                "hidden_units",
                "Hidden size: units of each recurrent layer, per direction.",
                128,
                1,
                4096),
            new Hyperparameter.Whole("layers", "Number of stacked recurrent layers.", 1, 1, 8),
            new Hyperparameter.Whole(
                "embedding_size",
                "Embedding dimension: length of the vector of each token.",
                64,
                1,
                1000),
            sequenceLength,
            new Hyperparameter.Real(
                "dropout",
                "Dropout probability of %s during training.".formatted(droppedOut),
                0,
                0,
                true,
                0.95),
            new Hyperparameter.Real(
                "recurrent_dropout",
                "DropConnect probability of recurrent weights during training, with one mask per minibatch.",
                0,
                0,
                true,
                0.95),
            new Hyperparameter.Real(
                "gradient_clipping",
                "Maximum gradient norm over all parameters; larger gradients are scaled down to it.",
                5,
                0,
                false,
                1000),
            new Hyperparameter.Word(
                "cell",
                "Type of recurrent layer: lstm, or simple_rnn (Elman network with tanh).",
                List.of("lstm", "simple_rnn")));
    return Stream.of(
            LearningRate.HYPERPARAMETERS,
            common,
            own,
            List.of(EmbeddingInitialization.HYPERPARAMETER, Initialization.HYPERPARAMETER),
            Optimizer.HYPERPARAMETERS)
        .flatMap(List::stream)
        .toList();
  }

  /**
   * Returns the metrics of a family.
   *
   * @param item unit of prediction, such as {@code token}
   * @param correct phrase for correctly predicted items, for the description of accuracies
   * @param own metric of this family only
   */
  static List<EpochMetric> metrics(String item, String correct, EpochMetric own) {
    String loss = "nats per " + item;
    return List.of(
        new EpochMetric(
            "train_loss",
            loss,
            Goal.MINIMIZE,
            "Mean training loss of the epoch, computed with dropout while the weights change."),
        new EpochMetric(
            "val_loss", loss, Goal.MINIMIZE, "Mean loss of the validation part after the epoch."),
        new EpochMetric(
            "train_accuracy",
            "fraction",
            Goal.MAXIMIZE,
            "Training accuracy: fraction of %s, computed with dropout while the weights change."
                .formatted(correct)),
        new EpochMetric(
            "val_accuracy",
            "fraction",
            Goal.MAXIMIZE,
            "Validation accuracy: fraction of %s.".formatted(correct)),
        own,
        new EpochMetric(
            "learning_rate",
            "per step",
            Goal.MINIMIZE,
            "Learning rate of the last step of the epoch."),
        new EpochMetric(
            "gradient_norm",
            loss,
            Goal.MINIMIZE,
            "Gradient norm over all parameters before clipping, mean over the minibatches of the epoch."),
        new EpochMetric(
            item + "s_per_second",
            item + "s per second",
            Goal.MAXIMIZE,
            "Training throughput, without validation."),
        new EpochMetric(
            "epoch_seconds",
            "seconds",
            Goal.MINIMIZE,
            "Duration of the epoch, including validation."),
        new EpochMetric(
            "updates",
            "updates",
            Goal.MINIMIZE,
            "Number of optimizer steps since the start of the trial: one per minibatch."));
  }

  @Override
  public List<Hyperparameter> hyperparameters() {
    return hyperparameters;
  }

  @Override
  public List<EpochMetric> metrics() {
    return metrics;
  }

  @Override
  public Map<String, String> libraries() {
    return NativeLibraries.versions();
  }

  @Override
  public TrainedEmbedding readEmbedding(Path modelFile) throws IOException {
    return ModelFile.readEmbedding(modelFile);
  }

  /** Adds default values of hyperparameters that did not exist when the experiment was created. */
  Assignment withDefaults(Assignment assignment) {
    Map<String, Object> values = new LinkedHashMap<>();
    hyperparameters.forEach(each -> values.put(each.name(), each.defaultValue()));
    values.putAll(assignment.values());
    return new Assignment(values);
  }
}
