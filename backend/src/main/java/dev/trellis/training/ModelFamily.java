package dev.trellis.training;

import dev.trellis.dataset.TokenizedText;
import dev.trellis.space.Assignment;
import java.util.List;

/** A kind of model that can be built from an assignment. One file and one registry line each. */
public interface ModelFamily {
  /** {@code language_model}: the {@code task.type} of a submission. */
  String name();

  String description();

  /** All it lets vary, in the order a form shows them. */
  List<Hyperparameter> hyperparameters();

  /** Metrics recorded after every epoch, the ones an objective may name. */
  List<EpochMetric> metrics();

  /**
   * Number of trainable parameters, by arithmetic alone: no model is built.
   *
   * @param assignment complete: a value for every hyperparameter
   */
  long parameterCount(Assignment assignment, int vocabularySize);

  /**
   * Builds the model with weights drawn from {@code seed}.
   *
   * @param assignment complete: a value for every hyperparameter
   */
  TrainableModel create(Assignment assignment, TokenizedText text, long seed);
}
