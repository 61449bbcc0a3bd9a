package dev.trellis.training;

import dev.trellis.dataset.DataShape;
import dev.trellis.dataset.TrainingData;
import dev.trellis.space.Assignment;
import dev.trellis.training.embedding.TrainedEmbedding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A kind of model that can be built from an assignment. One file and one registry line each. */
public interface ModelFamily {
  /** {@code language_model}: the {@code task.type} of a submission. */
  String name();

  String description();

  /** What it trains on. */
  TrainingData.Kind data();

  /** All it lets vary, in the order a form shows them. */
  List<Hyperparameter> hyperparameters();

  /** What has to hold between values of them, beyond the bounds of each. */
  default List<Requirement> requirements() {
    return List.of();
  }

  /** Metrics recorded after every epoch, the ones an objective may name. */
  List<EpochMetric> metrics();

  /**
   * Name and version of what computes underneath, for the record: libraries, their native build,
   * the instructions they use, native threads of a trial.
   */
  default Map<String, String> libraries() {
    return Map.of();
  }

  /**
   * Number of trainable parameters, by arithmetic alone: no model is built.
   *
   * @param assignment complete: a value for every hyperparameter
   */
  long parameterCount(Assignment assignment, DataShape data);

  /**
   * How much native memory a model takes in training, in bytes, by arithmetic alone; 0 where it
   * takes none.
   *
   * @param assignment complete: a value for every hyperparameter
   */
  default long memory(Assignment assignment, DataShape data) {
    return 0;
  }

  /**
   * About how many multiplications and additions a token takes in training, by arithmetic alone:
   * two on the way forward and four on the way back for each weight that is multiplied.
   *
   * @param assignment complete: a value for every hyperparameter
   */
  default double operationsPerToken(Assignment assignment, DataShape data) {
    return 6.0 * parameterCount(assignment, data);
  }

  /**
   * Builds the model with weights drawn from {@code seed}.
   *
   * @param assignment complete: a value for every hyperparameter
   * @param data of the kind that {@link #data} says
   */
  TrainableModel create(Assignment assignment, TrainingData data, long seed);

  /**
   * Opens a model that one of this family saved.
   *
   * @throws IOException where the file is none of those
   */
  TrainedModel open(Path modelFile) throws IOException;

  /**
   * Returns the embedding table of a model that one of this family saved. It reads the file when it
   * is used, and loads no native library.
   *
   * @throws IOException if the file is none of those
   */
  default TrainedEmbedding embedding(Path modelFile) throws IOException {
    throw new IOException("models of %s have no lookup table".formatted(name()));
  }
}
