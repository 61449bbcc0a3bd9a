package dev.trellis.training.dl4j;

import dev.trellis.dataset.DataShape;
import dev.trellis.dataset.TokenizedText;
import dev.trellis.dataset.TrainingData;
import dev.trellis.metric.Goal;
import dev.trellis.space.Assignment;
import dev.trellis.training.EpochMetric;
import dev.trellis.training.GeneratingModel;
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
 * Recurrent language models: from the tokens so far, the next one. Reading the definitions loads no
 * native library; {@link #create} does.
 */
public final class LanguageModelFamily implements ModelFamily {
  private static final List<Hyperparameter> OF_THE_MODEL =
      List.of(
          new Hyperparameter.Whole(
              "minibatch_size", "Streams of text that are trained on side by side.", 32, 1, 256),
          new Hyperparameter.Whole("hidden_units", "Units of each recurrent layer.", 128, 1, 4096),
          new Hyperparameter.Whole("layers", "Recurrent layers on top of each other.", 1, 1, 8),
          new Hyperparameter.Whole(
              "embedding_size", "Numbers that a token is looked up as.", 64, 1, 1000),
          new Hyperparameter.Whole(
              "sequence_length",
              "Tokens a gradient reaches back; the state itself is carried on.",
              50,
              1,
              1000),
          new Hyperparameter.Real(
              "dropout",
              "Chance of every output of a recurrent layer to be left out on its way up, in training.",
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
          EmbeddingStart.HYPERPARAMETER);

  private static final List<Hyperparameter> HYPERPARAMETERS =
      Stream.of(LearningRate.HYPERPARAMETERS, OF_THE_MODEL, Optimiser.HYPERPARAMETERS)
          .flatMap(List::stream)
          .toList();

  static final List<EpochMetric> METRICS =
      List.of(
          new EpochMetric(
              "train_loss",
              "nats per token",
              Goal.MINIMIZE,
              "Mean over the epoch, while the weights changed and with dropout."),
          new EpochMetric(
              "val_loss", "nats per token", Goal.MINIMIZE, "Mean over the validation part."),
          new EpochMetric(
              "train_accuracy",
              "share",
              Goal.MAXIMIZE,
              "Tokens whose successor was the likeliest, while the weights changed."),
          new EpochMetric(
              "val_accuracy",
              "share",
              Goal.MAXIMIZE,
              "Tokens of the validation part whose successor was the likeliest."),
          new EpochMetric(
              "val_perplexity", "tokens", Goal.MINIMIZE, "e to the power of the validation loss."),
          new EpochMetric(
              "learning_rate",
              "per step",
              Goal.MINIMIZE,
              "Learning rate of the last step of the epoch."),
          new EpochMetric(
              "gradient_norm",
              "nats per token",
              Goal.MINIMIZE,
              "Norm of the gradient before clipping, mean over the minibatches of the epoch."),
          new EpochMetric(
              "tokens_per_second",
              "tokens per second",
              Goal.MAXIMIZE,
              "Speed of training, validation not counted."),
          new EpochMetric(
              "epoch_seconds", "seconds", Goal.MINIMIZE, "Time of the epoch with validation."));

  private final InstantSource clock;
  private final WordVectors vectors;

  /** One that keeps no word vectors. */
  public LanguageModelFamily(InstantSource clock) {
    this(clock, new WordVectors(WordVectors.Store.NONE));
  }

  public LanguageModelFamily(InstantSource clock, WordVectors vectors) {
    this.clock = clock;
    this.vectors = vectors;
  }

  @Override
  public String name() {
    return "language_model";
  }

  @Override
  public String description() {
    return "Predicts the next token of a text: embedding, recurrent layers, softmax.";
  }

  @Override
  public TrainingData.Kind data() {
    return TrainingData.Kind.LANGUAGE;
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
  public Map<String, String> libraries() {
    return NativeLibraries.versions();
  }

  @Override
  public long parameterCount(Assignment assignment, DataShape data) {
    return settings(assignment).shape(data.vocabularySize()).parameterCount();
  }

  @Override
  public long memory(Assignment assignment, DataShape data) {
    return settings(assignment).memory(data.vocabularySize());
  }

  /** A row of the lookup table is copied, not multiplied. */
  @Override
  public double operationsPerToken(Assignment assignment, DataShape data) {
    long lookedUp = (long) data.vocabularySize() * settings(assignment).embeddingSize();
    return 6.0 * (parameterCount(assignment, data) - lookedUp);
  }

  @Override
  public TrainableModel create(Assignment assignment, TrainingData data, long seed) {
    return LanguageModel.create(settings(assignment), (TokenizedText) data, seed, clock, vectors);
  }

  @Override
  public TrainedEmbedding embedding(Path modelFile) throws IOException {
    return ModelFile.embedding(modelFile);
  }

  @Override
  public GeneratingModel open(Path modelFile) throws IOException {
    return TrainedLanguageModel.open(modelFile);
  }

  /** An experiment may be older than a hyperparameter; it goes on with the default. */
  private static LanguageModelSettings settings(Assignment assignment) {
    Map<String, Object> values = new LinkedHashMap<>();
    HYPERPARAMETERS.forEach(each -> values.put(each.name(), each.defaultValue()));
    values.putAll(assignment.values());
    return LanguageModelSettings.of(new Assignment(values));
  }
}
