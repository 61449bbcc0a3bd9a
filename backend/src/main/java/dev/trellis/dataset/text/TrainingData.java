package dev.trellis.dataset.text;

/** A dataset made ready to train on. */
public sealed interface TrainingData permits TokenizedText, TokenizedExamples {
  /** Kind of dataset that a model trains on. */
  enum Kind {
    /** One text, to be gone on with. */
    LANGUAGE(TokenUnit.CHAR, Split.DEFAULT, Normalization.LINE_FEEDS),
    /** Texts with a label each, to be told apart. */
    LABELLED(TokenUnit.WORD, Split.STRATIFIED, Normalization.ONE_LINE);

    private final TokenUnit unit;
    private final Split split;
    private final Normalization normalization;

    Kind(TokenUnit unit, Split split, Normalization normalization) {
      this.unit = unit;
      this.split = split;
      this.normalization = normalization;
    }

    /** Returns the token unit if a submission has none. */
    public TokenUnit defaultUnit() {
      return unit;
    }

    /** Returns how texts of this kind are normalized, on import and in use. */
    public Normalization normalization() {
      return normalization;
    }

    /** Returns the split if a submission has none. */
    public Split defaultSplit() {
      return split;
    }
  }

  Vocabulary vocabulary();

  DataShape shape();

  /**
   * Returns how many tokens of the training part an epoch trains on.
   *
   * @param minibatchSize sequences of a minibatch
   * @param sequenceLength tokens of a sequence
   */
  TokenUse tokenUse(long minibatchSize, long sequenceLength);
}
