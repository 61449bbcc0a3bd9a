package dev.trellis.training;

import dev.trellis.dataset.text.DataShape;
import dev.trellis.dataset.text.TrainingData;
import dev.trellis.space.Assignment;
import dev.trellis.training.embedding.TrainedEmbedding;
import dev.trellis.training.inference.TrainedModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A kind of model that can be built from an assignment. To add a family, implement this interface
 * and register the implementation in {@link ModelFamilies}.
 */
public interface ModelFamily {
  /** Returns the {@code task.type} of submissions, such as {@code language_model}. */
  public String name();

  /** Returns one sentence for the catalog. */
  String description();

  /** Returns the kind of dataset that the family trains on. */
  TrainingData.Kind dataKind();

  /** Returns the hyperparameters in the order of the submission form. */
  List<Hyperparameter> hyperparameters();

  /**
   * Returns conditions between hyperparameters that every trial must meet, in addition to the
   * bounds of each hyperparameter.
   */
  default List<Requirement> requirements() {
    return List.of();
  }

  /**
   * Returns the metrics that are recorded after every epoch. An objective must name one of these
   * metrics.
   */
  List<EpochMetric> metrics();

  /**
   * Returns names and versions of the numerical libraries for the provenance record: libraries,
   * native build with its instruction set, native threads per trial.
   */
  default Map<String, String> libraries() {
    return Map.of();
  }

  /**
   * Returns the number of trainable parameters. It is computed without building the model.
   *
   * @param assignment complete assignment: a value for every hyperparameter
   */
  long parameterCount(Assignment assignment, DataShape data);

  /**
   * Estimates the native memory that training needs, in bytes; 0 if the family uses no native
   * memory. It is computed without building the model.
   *
   * @param assignment complete assignment: a value for every hyperparameter
   */
  default long estimateMemory(Assignment assignment, DataShape data) {
    return 0;
  }

  /**
   * Estimates the floating-point operations per token in training: per multiplied weight, two in
   * the forward pass and four in the backward pass. It is computed without building the model.
   *
   * @param assignment complete assignment: a value for every hyperparameter
   */
  default double operationsPerToken(Assignment assignment, DataShape data) {
    return 6.0 * parameterCount(assignment, data);
  }

  /**
   * Builds a model.
   *
   * @param assignment complete assignment: a value for every hyperparameter
   * @param data data of the kind that {@link #dataKind} returns
   * @param seed seed of the initial weights, the order of the data and dropout
   * @throws TrialFailedException if the model cannot be trained on the data
   */
  TrainableModel create(Assignment assignment, TrainingData data, long seed);

  /**
   * Opens a saved model of this family.
   *
   * @throws IOException if the file is not a model of this family
   */
  TrainedModel open(Path modelFile) throws IOException;

  /**
   * Returns the embedding table of a saved model of this family. The table is read from the file on
   * each use; no native library is loaded.
   *
   * @throws IOException if the file is not a model of this family, or the family has no embeddings
   */
  default TrainedEmbedding readEmbedding(Path modelFile) throws IOException {
    throw new IOException("models of the family %s have no embedding table".formatted(name()));
  }
}
