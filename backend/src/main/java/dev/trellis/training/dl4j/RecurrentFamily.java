package dev.trellis.training.dl4j;

import dev.trellis.metric.Goal;
import dev.trellis.space.Assignment;
import dev.trellis.training.EpochMetric;
import dev.trellis.training.Hyperparameter;
import dev.trellis.training.ModelFamily;
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
 * What families of recurrent models have in common. Reading the definitions loads no native
 * library; {@link #create} does.
 */
abstract class RecurrentFamily implements ModelFamily {
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
   * All that a family lets vary.
   *
   * @param droppedOut what dropout leaves out some of
   * @param own what no other family lets vary
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
                "hidden_units", "Units of each recurrent layer.", 128, 1, 4096),
            new Hyperparameter.Whole("layers", "Recurrent layers on top of each other.", 1, 1, 8),
            new Hyperparameter.Whole(
                "embedding_size", "Numbers that a token is looked up as.", 64, 1, 1000),
            sequenceLength,
            new Hyperparameter.Real(
                "dropout",
                "Chance of %s to be left out on its way up, in training.".formatted(droppedOut),
                0,
                0,
                true,
                0.95),
            new Hyperparameter.Real(
                "recurrent_dropout",
                "Chance of every recurrent weight to be left out for a whole minibatch, in training.",
                0,
                0,
                true,
                0.95),
            new Hyperparameter.Real(
                "gradient_clipping",
                "Largest norm of the gradient over all parameters together; longer ones are scaled down.",
                5,
                0,
                false,
                1000),
            new Hyperparameter.Word(
                "cell", "Kind of recurrent layer.", List.of("lstm", "simple_rnn")));
    return Stream.of(
            LearningRate.HYPERPARAMETERS,
            common,
            own,
            List.of(EmbeddingStart.HYPERPARAMETER, Initialization.HYPERPARAMETER),
            Optimiser.HYPERPARAMETERS)
        .flatMap(List::stream)
        .toList();
  }

  /**
   * All that a family records after an epoch.
   *
   * @param item what something is foretold of: {@code token}
   * @param right what is said of an item where it was foretold rightly
   * @param own what no other family records
   */
  static List<EpochMetric> metrics(String item, String right, EpochMetric own) {
    String loss = "nats per " + item;
    String items = Character.toUpperCase(item.charAt(0)) + item.substring(1) + "s";
    return List.of(
        new EpochMetric(
            "train_loss",
            loss,
            Goal.MINIMIZE,
            "Mean over the epoch, while the weights changed and with dropout."),
        new EpochMetric("val_loss", loss, Goal.MINIMIZE, "Mean over the validation part."),
        new EpochMetric(
            "train_accuracy",
            "share",
            Goal.MAXIMIZE,
            "%s %s, while the weights changed.".formatted(items, right)),
        new EpochMetric(
            "val_accuracy",
            "share",
            Goal.MAXIMIZE,
            "%s of the validation part %s.".formatted(items, right)),
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
            "Norm of the gradient before clipping, mean over the minibatches of the epoch."),
        new EpochMetric(
            item + "s_per_second",
            item + "s per second",
            Goal.MAXIMIZE,
            "Speed of training, validation not counted."),
        new EpochMetric(
            "epoch_seconds", "seconds", Goal.MINIMIZE, "Time of the epoch with validation."),
        new EpochMetric(
            "updates",
            "updates",
            Goal.MINIMIZE,
            "How often the weights have changed so far: once for each minibatch."));
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
    return ModelFile.embedding(modelFile);
  }

  /** An experiment may be older than a hyperparameter; it goes on with the default. */
  Assignment complete(Assignment assignment) {
    Map<String, Object> values = new LinkedHashMap<>();
    hyperparameters.forEach(each -> values.put(each.name(), each.defaultValue()));
    values.putAll(assignment.values());
    return new Assignment(values);
  }
}
