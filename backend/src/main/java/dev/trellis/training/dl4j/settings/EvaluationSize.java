package dev.trellis.training.dl4j.settings;

/**
 * Sizes of minibatches for evaluation. They must not depend on the assignment, so that all trials
 * of an experiment are evaluated on equal terms.
 */
public final class EvaluationSize {
  /** Maximum number of texts in a minibatch of a classifier. */
  public static final int TEXTS = 64;

  /** Maximum number of parallel streams of a language model. */
  public static final int STREAMS = 32;

  /** Maximum sequence length of a language model, in tokens. */
  public static final int SEQUENCE_LENGTH = 50;

  /** Maximum number of tokens in a minibatch of a language model. */
  static final int TOKENS = STREAMS * SEQUENCE_LENGTH;

  private EvaluationSize() {}
}
