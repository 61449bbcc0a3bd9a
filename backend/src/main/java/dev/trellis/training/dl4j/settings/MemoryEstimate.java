package dev.trellis.training.dl4j.settings;

/**
 * Estimate of the native memory of a model under training, from the memory per parameter and per
 * token of a minibatch.
 *
 * @param parameters number of trainable parameters
 * @param recurrentParameters number of trainable parameters of recurrent layers
 * @param weightDrop true if recurrent dropout is used
 * @param updaterStates values that the optimizer stores per parameter
 * @param unitsPerToken outputs of all recurrent layers for one token
 * @param embeddingSize embedding dimension
 */
record MemoryEstimate(
    long parameters,
    long recurrentParameters,
    boolean weightDrop,
    int updaterStates,
    long unitsPerToken,
    long embeddingSize) {

  /** Per parameter: weight, gradient, and copy of the best epoch. */
  private static final int PER_PARAMETER = 3;

  /**
   * Per recurrent parameter, copies in oneDNN's layouts: weight, gradient, weights packed for
   * training, evaluation and the backward pass, packed gradient.
   */
  private static final int PER_RECURRENT_PARAMETER = 6;

  /** Per recurrent parameter with recurrent dropout: mask and masked weight. */
  private static final int PER_DROPPED_WEIGHT = 2;

  /**
   * Per unit and token: output twice, four gates and the cell state twice (stored, and in working
   * memory), gradients of the backward pass, mask and result of dropout.
   */
  private static final int PER_UNIT = 16;

  /** Per embedding element and token: embedding and gradient. */
  private static final int PER_EMBEDDING_ELEMENT = 2;

  /** Per unit and token in evaluation, which stores nothing for a backward pass. */
  private static final int PER_EVALUATED_UNIT = 8;

  /** Bytes of native libraries and other memory that does not depend on the model. */
  private static final long FIXED_BYTES = 32L << 20;

  /**
   * Returns the estimate, in bytes.
   *
   * @param trainingTokens tokens of a training minibatch
   * @param evaluationTokens tokens of an evaluation minibatch
   * @param others elements of the output layer's matrices, in training and in evaluation, and of
   *     copies
   */
  long bytes(long trainingTokens, long evaluationTokens, long others) {
    long elements =
        (PER_PARAMETER + updaterStates) * parameters
            + (PER_RECURRENT_PARAMETER + (weightDrop ? PER_DROPPED_WEIGHT : 0))
                * recurrentParameters
            + trainingTokens * (PER_UNIT * unitsPerToken + PER_EMBEDDING_ELEMENT * embeddingSize)
            + evaluationTokens * (PER_EVALUATED_UNIT * unitsPerToken + embeddingSize)
            + others;
    return FIXED_BYTES + Float.BYTES * elements;
  }
}
