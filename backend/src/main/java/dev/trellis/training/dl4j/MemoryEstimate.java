package dev.trellis.training.dl4j;

/**
 * How much native memory a model under training takes, by arithmetic: what is kept for every
 * parameter, and for every token of a minibatch.
 *
 * @param parameters number of trainable parameters
 * @param recurrentParameters those of recurrent layers
 * @param weightDrop whether recurrent weights are left out by chance
 * @param updaterStates numbers that the updater keeps for each parameter
 * @param unitsPerToken numbers that come out of all recurrent layers for one token
 * @param embeddingSize numbers that a token is looked up as
 */
record MemoryEstimate(
    long parameters,
    long recurrentParameters,
    boolean weightDrop,
    int updaterStates,
    long unitsPerToken,
    long embeddingSize) {

  /** Weights, their gradient, and the copy of the best epoch. */
  private static final int PER_PARAMETER = 3;

  /**
   * In the order of oneDNN: weights and gradients once, weights packed for training, measuring and
   * going back, gradients packed.
   */
  private static final int PER_RECURRENT_PARAMETER = 6;

  /** What is left out, and what is left. */
  private static final int PER_DROPPED_WEIGHT = 2;

  /**
   * Of a unit and a token: output twice, four gates and the cell twice (kept, and in working
   * memory), gradients on the way down, and dropout's mask and product.
   */
  private static final int PER_UNIT = 16;

  /** Of an embedding and a token: the embedding and its gradient. */
  private static final int PER_EMBEDDED = 2;

  /** When measuring, nothing is kept for the way back. */
  private static final int PER_MEASURED_UNIT = 8;

  /** Libraries, and what does not grow with the model. */
  private static final long ANY_MODEL = 32L << 20;

  /**
   * In bytes.
   *
   * @param trained tokens of a minibatch
   * @param measured tokens that are measured together
   * @param others numbers of the output layer's matrices, in training and in measuring, and of
   *     copies
   */
  long bytes(long trained, long measured, long others) {
    long numbers =
        (PER_PARAMETER + updaterStates) * parameters
            + (PER_RECURRENT_PARAMETER + (weightDrop ? PER_DROPPED_WEIGHT : 0))
                * recurrentParameters
            + trained * (PER_UNIT * unitsPerToken + PER_EMBEDDED * embeddingSize)
            + measured * (PER_MEASURED_UNIT * unitsPerToken + embeddingSize)
            + others;
    return ANY_MODEL + Float.BYTES * numbers;
  }
}
