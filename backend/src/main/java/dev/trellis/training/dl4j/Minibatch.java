package dev.trellis.training.dl4j;

/**
 * What is trained on, or measured, together.
 *
 * @param tokens {@code [stream][time]}, indices into the vocabulary; texts with an end are all of
 *     the same length by padding
 * @param lengths tokens of each text that are not padding, at least one; none where streams are
 *     read on from one minibatch to the next
 * @param targets {@code [stream][time]}, or {@code [text][1]}
 */
record Minibatch(int[][] tokens, int[] lengths, int[][] targets) {
  private static final int[] ENDLESS = {};

  /** Of streams. */
  Minibatch(int[][] tokens, int[][] targets) {
    this(tokens, ENDLESS, targets);
  }

  boolean isOfStreams() {
    return lengths.length == 0;
  }
}
