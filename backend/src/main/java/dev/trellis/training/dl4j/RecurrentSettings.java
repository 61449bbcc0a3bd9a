package dev.trellis.training.dl4j;

import dev.trellis.space.Assignment;

/** What assignments of all recurrent families have, read. Words as in {@link RecurrentFamily}. */
record RecurrentSettings(
    LearningRate learningRate,
    int minibatchSize,
    int hiddenUnits,
    int layers,
    int embeddingSize,
    int sequenceLength,
    double dropout,
    double recurrentDropout,
    double gradientClipping,
    Cell cell,
    EmbeddingStart embedding,
    Initialization initialization,
    Optimiser optimiser) {

  static RecurrentSettings of(Assignment assignment) {
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
        Cell.of(assignment.text("cell")),
        EmbeddingStart.of(assignment.text("embedding")),
        Initialization.of(assignment.text("initialization")),
        Optimiser.of(assignment));
  }

  /**
   * Weights and biases of the recurrent layers.
   *
   * @param directions in which each of them reads
   */
  long recurrentParameters(int directions) {
    long count = 0;
    for (int layer = 0; layer < layers; layer++) {
      long inputs = layer == 0 ? embeddingSize : (long) directions * hiddenUnits;
      count += directions * cell.parameterCount(inputs, hiddenUnits);
    }
    return count;
  }

  /**
   * As the family's. A row of the lookup table is copied, not multiplied.
   *
   * @param parameters of the whole model, its output weights apart from the lookup table
   */
  double operationsPerToken(long parameters, int vocabularySize) {
    return 6.0 * (parameters - (long) vocabularySize * embeddingSize);
  }

  /**
   * @param parameters of the whole model
   * @param directions in which each recurrent layer reads
   */
  MemoryEstimate memory(long parameters, int directions) {
    return new MemoryEstimate(
        parameters,
        recurrentParameters(directions),
        recurrentDropout > 0,
        optimiser.states(),
        (long) layers * directions * hiddenUnits,
        embeddingSize);
  }
}
