package dev.trellis.training.dl4j.network;

/**
 * Minibatch for training or evaluation.
 *
 * @param tokens {@code [stream][time]}, indices into the vocabulary; separate texts are padded to
 *     equal length
 * @param lengths number of tokens of each text without padding, at least 1; empty for streams,
 *     whose state is carried from minibatch to minibatch
 * @param targets {@code [stream][time]} next tokens, or {@code [text][1]} labels
 */
public record Minibatch(int[][] tokens, int[] lengths, int[][] targets) {
  private static final int[] NO_LENGTHS = {};

  /** Creates a minibatch of streams. */
  public Minibatch(int[][] tokens, int[][] targets) {
    this(tokens, NO_LENGTHS, targets);
  }

  /** Returns true for streams, false for separate texts. */
  boolean carriesState() {
    return lengths.length == 0;
  }
}
