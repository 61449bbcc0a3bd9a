package dev.trellis.training.dl4j;

import dev.trellis.dataset.DataShape;
import dev.trellis.dataset.TokenizedExamples;
import dev.trellis.dataset.TrainingData;
import dev.trellis.metric.Goal;
import dev.trellis.space.Assignment;
import dev.trellis.training.ClassifyingModel;
import dev.trellis.training.EpochMetric;
import dev.trellis.training.Hyperparameter;
import dev.trellis.training.ModelFamily;
import dev.trellis.training.TrainableModel;
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
 * Recurrent classifiers: from a whole text, its label. Reading the definitions loads no native
 * library; {@link #create} does.
 */
public final class ClassifierFamily implements ModelFamily {
  private static final List<Hyperparameter> OF_THE_MODEL =
      List.of(
          new Hyperparameter.Whole(
              "minibatch_size", "Texts that are trained on together.", 32, 1, 256),
          new Hyperparameter.Whole("hidden_units", "Units of each recurrent layer.", 128, 1, 4096),
          new Hyperparameter.Whole("layers", "Recurrent layers on top of each other.", 1, 1, 8),
          new Hyperparameter.Whole(
              "embedding_size", "Numbers that a token is looked up as.", 64, 1, 1000),
          new Hyperparameter.Whole(
              "sequence_length",
              "Tokens of a text that are read; longer ones are cut.",
              64,
              1,
              1000),
          new Hyperparameter.Real(
              "dropout",
              "Chance of every number of an embedding, and of every output of a layer, to be left out on its way up, in training.",
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
              "cell", "Kind of recurrent layer.", List.of("lstm", "simple_rnn")),
          new Hyperparameter.Word(
              "pooling",
              "What is made of the outputs of the last layer: the largest of each unit, their mean, or the last.",
              List.of("max", "mean", "last")),
          new Hyperparameter.Word(
              "bidirectional",
              "Whether texts are also read from their end, by as many more units.",
              List.of("no", "yes")),
          EmbeddingStart.HYPERPARAMETER);

  private static final List<Hyperparameter> HYPERPARAMETERS =
      Stream.of(LearningRate.HYPERPARAMETERS, OF_THE_MODEL, Optimiser.HYPERPARAMETERS)
          .flatMap(List::stream)
          .toList();

  static final List<EpochMetric> METRICS =
      List.of(
          new EpochMetric(
              "train_loss",
              "nats per text",
              Goal.MINIMIZE,
              "Mean over the epoch, while the weights changed and with dropout."),
          new EpochMetric(
              "val_loss", "nats per text", Goal.MINIMIZE, "Mean over the validation part."),
          new EpochMetric(
              "train_accuracy",
              "share",
              Goal.MAXIMIZE,
              "Texts that were given the right label, while the weights changed."),
          new EpochMetric(
              "val_accuracy",
              "share",
              Goal.MAXIMIZE,
              "Texts of the validation part that were given the right label."),
          new EpochMetric(
              "val_macro_f1",
              "share",
              Goal.MAXIMIZE,
              "Mean over the labels of F1 on the validation part: rare labels count as much as others."),
          new EpochMetric(
              "learning_rate",
              "per step",
              Goal.MINIMIZE,
              "Learning rate of the last step of the epoch."),
          new EpochMetric(
              "gradient_norm",
              "nats per text",
              Goal.MINIMIZE,
              "Norm of the gradient before clipping, mean over the minibatches of the epoch."),
          new EpochMetric(
              "texts_per_second",
              "texts per second",
              Goal.MAXIMIZE,
              "Speed of training, validation not counted."),
          new EpochMetric(
              "epoch_seconds", "seconds", Goal.MINIMIZE, "Time of the epoch with validation."));

  private final InstantSource clock;
  private final WordVectors vectors;

  /** One that keeps no word vectors. */
  public ClassifierFamily(InstantSource clock) {
    this(clock, new WordVectors(WordVectors.Store.NONE));
  }

  public ClassifierFamily(InstantSource clock, WordVectors vectors) {
    this.clock = clock;
    this.vectors = vectors;
  }

  @Override
  public String name() {
    return "classification";
  }

  @Override
  public String description() {
    return "Gives texts labels: embedding, recurrent layers, pooling, softmax.";
  }

  @Override
  public TrainingData.Kind data() {
    return TrainingData.Kind.LABELLED;
  }

  @Override
  public List<Hyperparameter> hyperparameters() {
    return HYPERPARAMETERS;
  }

  @Override
  public List<EpochMetric> metrics() {
    return METRICS;
  }

  @Override
  public long parameterCount(Assignment assignment, DataShape data) {
    return settings(assignment).parameterCount(data);
  }

  @Override
  public long memory(Assignment assignment, DataShape data) {
    return settings(assignment).memory(data);
  }

  /** A row of the lookup table is copied, not multiplied. */
  @Override
  public double operationsPerToken(Assignment assignment, DataShape data) {
    long lookedUp = (long) data.vocabularySize() * settings(assignment).embeddingSize();
    return 6.0 * (parameterCount(assignment, data) - lookedUp);
  }

  @Override
  public TrainableModel create(Assignment assignment, TrainingData data, long seed) {
    return Classifier.create(settings(assignment), (TokenizedExamples) data, seed, clock, vectors);
  }

  @Override
  public TrainedEmbedding embedding(Path modelFile) throws IOException {
    return ModelFile.embedding(modelFile);
  }

  @Override
  public ClassifyingModel open(Path modelFile) throws IOException {
    return TrainedClassifier.open(modelFile);
  }

  /** An experiment may be older than a hyperparameter; it goes on with the default. */
  private static ClassifierSettings settings(Assignment assignment) {
    Map<String, Object> values = new LinkedHashMap<>();
    HYPERPARAMETERS.forEach(each -> values.put(each.name(), each.defaultValue()));
    values.putAll(assignment.values());
    return ClassifierSettings.of(new Assignment(values));
  }
}
