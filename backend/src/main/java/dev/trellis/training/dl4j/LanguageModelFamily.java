package dev.trellis.training.dl4j;

import dev.trellis.dataset.text.DataShape;
import dev.trellis.dataset.text.TokenizedText;
import dev.trellis.dataset.text.TrainingData;
import dev.trellis.metric.Goal;
import dev.trellis.space.Assignment;
import dev.trellis.training.EpochMetric;
import dev.trellis.training.Hyperparameter;
import dev.trellis.training.Requirement;
import dev.trellis.training.TrainableModel;
import dev.trellis.training.dl4j.inference.TrainedLanguageModel;
import dev.trellis.training.dl4j.settings.LanguageModelSettings;
import dev.trellis.training.embedding.WordVectors;
import dev.trellis.training.inference.GeneratingModel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** Recurrent language models, which predict the next token of a text. */
public final class LanguageModelFamily extends RecurrentFamily {
  private static final List<Hyperparameter> HYPERPARAMETERS =
      hyperparameters(
          new Hyperparameter.Whole(
              "minibatch_size",
              "Batch size: number of text streams trained in parallel.",
              32,
              1,
              256),
          new Hyperparameter.Whole(
              "sequence_length",
              "Sequence length of truncated backpropagation through time, in tokens; the recurrent state is carried to the next sequence.",
              50,
              1,
              1000),
          "the outputs of recurrent layers",
          List.of(
              new Hyperparameter.Word(
                  "tie_embeddings",
                  "Weight tying: the output layer uses the transposed embedding matrix as weights, which saves parameters. Requires embedding_size equal to hidden_units.",
                  List.of("no", "yes"))));

  private static final List<Requirement> REQUIREMENTS =
      List.of(
          new Requirement("tie_embeddings", "yes", "embedding_size == hidden_units"),
          new Requirement("tie_embeddings", "yes", "embedding != 'word2vec_frozen'"));

  static final List<EpochMetric> METRICS =
      metrics(
          "token",
          "tokens whose next token is predicted correctly",
          new EpochMetric(
              "val_perplexity",
              "tokens",
              Goal.MINIMIZE,
              "Perplexity of the validation part: exp(val_loss)."));

  /** Creates a family that does not store word vectors. */
  public LanguageModelFamily(InstantSource clock) {
    this(clock, new WordVectors(WordVectors.Store.NONE));
  }

  /**
   * Creates a family.
   *
   * @param clock measures training speed
   * @param vectors trains or loads word vectors
   */
  public LanguageModelFamily(InstantSource clock, WordVectors vectors) {
    super(clock, vectors, HYPERPARAMETERS, METRICS);
  }

  @Override
  public String name() {
    return "language_model";
  }

  @Override
  public String description() {
    return "Language model that predicts the next token of a text: embedding, recurrent layers, softmax.";
  }

  @Override
  public TrainingData.Kind dataKind() {
    return TrainingData.Kind.LANGUAGE;
  }

  @Override
  public List<Requirement> requirements() {
    return REQUIREMENTS;
  }

  @Override
  public long parameterCount(Assignment assignment, DataShape data) {
    return settings(assignment).parameterCount(data.vocabularySize());
  }

  @Override
  public long estimateMemory(Assignment assignment, DataShape data) {
    return settings(assignment).estimateMemory(data.vocabularySize());
  }

  @Override
  public double operationsPerToken(Assignment assignment, DataShape data) {
    LanguageModelSettings untied = settings(assignment).untied();
    int tokens = data.vocabularySize();
    return untied.common().operationsPerToken(untied.parameterCount(tokens), tokens);
  }

  @Override
  public TrainableModel create(Assignment assignment, TrainingData data, long seed) {
    return LanguageModel.create(settings(assignment), (TokenizedText) data, seed, clock, vectors);
  }

  @Override
  public GeneratingModel open(Path modelFile) throws IOException {
    return TrainedLanguageModel.open(modelFile);
  }

  private LanguageModelSettings settings(Assignment assignment) {
    return LanguageModelSettings.of(withDefaults(assignment));
  }
}
