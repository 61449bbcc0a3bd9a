package dev.trellis.training.dl4j.settings;

import dev.trellis.space.Assignment;
import dev.trellis.training.dl4j.RecurrentFamily;

/** Typed hyperparameters of all recurrent families, see {@link RecurrentFamily}. */
public record RecurrentSettings(
    LearningRate learningRate,
    int minibatchSize,
    int hiddenUnits,
    int layers,
    int embeddingSize,
    int sequenceLength,
    double dropout,
    double recurrentDropout,
    double gradientClipping,
    CellType cell,
    EmbeddingInitialization embedding,
    Initialization initialization,
    Optimizer optimizer) {

  public static RecurrentSettings of(Assignment assignment) {
    return new RecurrentSettings(
        LearningRate.of(assignment),
        assignment.integer("minibatch_size"),
        assignment.integer("hidden_units"),
        assignment.integer("layers"),
        assignment.integer("embedding_size"),
        assignment.integer("sequence_length"),
        assignment.real("dropout"),
        assignment.real("recurrent_dropout"),
        assignment.real("gradient_clipping"),
        CellType.of(assignment.text("cell")),
        EmbeddingInitialization.of(assignment.text("embedding")),
        Initialization.of(assignment.text("initialization")),
        Optimizer.of(assignment));
  }

  /**
   * Returns the number of weights and biases of the recurrent layers.
   *
   * @param directions reading directions per layer, 1 or 2
   */
  long countRecurrentParameters(int directions) {
    long count = 0;
    for (int layer = 0; layer < layers; layer++) {
      long inputs = layer == 0 ? embeddingSize : (long) directions * hiddenUnits;
      count += directions * cell.parameterCount(inputs, hiddenUnits);
    }
    return count;
  }

  /**
   * Estimates the floating-point operations per token, see {@link
   * dev.trellis.training.ModelFamily#operationsPerToken}. Embedding rows are copied, not
   * multiplied.
   *
   * @param parameters number of parameters of the model without weight tying
   */
  public double operationsPerToken(long parameters, int vocabularySize) {
    return 6.0 * (parameters - (long) vocabularySize * embeddingSize);
  }

  /**
   * Returns the estimate of native memory.
   *
   * @param parameters number of parameters of the whole model
   * @param directions reading directions per layer, 1 or 2
   */
  MemoryEstimate memoryEstimate(long parameters, int directions) {
    return new MemoryEstimate(
        parameters,
        countRecurrentParameters(directions),
        recurrentDropout > 0,
        optimizer.statesPerParameter(),
        (long) layers * directions * hiddenUnits,
        embeddingSize);
  }
}
