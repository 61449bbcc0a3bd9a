package dev.trellis.training.dl4j;

import dev.trellis.dataset.DataShape;
import dev.trellis.dataset.TokenizedText;
import dev.trellis.dataset.TrainingData;
import dev.trellis.metric.Goal;
import dev.trellis.space.Assignment;
import dev.trellis.training.EpochMetric;
import dev.trellis.training.GeneratingModel;
import dev.trellis.training.Hyperparameter;
import dev.trellis.training.Requirement;
import dev.trellis.training.TrainableModel;
import dev.trellis.training.embedding.WordVectors;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** Recurrent language models: from the tokens so far, the next one. */
public final class LanguageModelFamily extends RecurrentFamily {
  private static final List<Hyperparameter> HYPERPARAMETERS =
      hyperparameters(
          new Hyperparameter.Whole(
              "minibatch_size", "Streams of text that are trained on side by side.", 32, 1, 256),
          new Hyperparameter.Whole(
              "sequence_length",
              "Tokens a gradient reaches back; the state itself is carried on.",
              50,
              1,
              1000),
          "every output of a recurrent layer",
          List.of(
              new Hyperparameter.Word(
                  "tie_embeddings",
                  "Whether the weights of the output layer are the lookup table, turned: fewer parameters. embedding_size has to equal hidden_units then.",
                  List.of("no", "yes"))));

  private static final List<Requirement> REQUIREMENTS =
      List.of(
          new Requirement("tie_embeddings", "yes", "embedding_size == hidden_units"),
          new Requirement("tie_embeddings", "yes", "embedding != 'word2vec_frozen'"));

  static final List<EpochMetric> METRICS =
      metrics(
          "token",
          "whose successor was the likeliest",
          new EpochMetric(
              "val_perplexity", "tokens", Goal.MINIMIZE, "e to the power of the validation loss."));

  /** One that keeps no word vectors. */
  public LanguageModelFamily(InstantSource clock) {
    this(clock, new WordVectors(WordVectors.Store.NONE));
  }

  public LanguageModelFamily(InstantSource clock, WordVectors vectors) {
    super(clock, vectors, HYPERPARAMETERS, METRICS);
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
    return settings(assignment).memory(data.vocabularySize());
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
    return LanguageModelSettings.of(complete(assignment));
  }
}
