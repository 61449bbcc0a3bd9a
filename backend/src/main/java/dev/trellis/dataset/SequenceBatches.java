package dev.trellis.dataset;

import java.util.Arrays;

/**
 * A text cut for truncated backpropagation: laid out as parallel streams, each read on from batch
 * to batch, so that a network's state carries over. What fills no whole batch is dropped at the
 * end.
 *
 * <p>With minibatch size 2 and sequence length 3, the tokens 0 to 12 make the batches {@code [[0 1
 * 2] [6 7 8]]} and {@code [[3 4 5] [9 10 11]]}; the target of every token is the one after it.
 *
 * @param tokens the text
 * @param minibatchSize number of streams
 * @param sequenceLength tokens of a stream in one batch
 */
public record SequenceBatches(int[] tokens, int minibatchSize, int sequenceLength) {

  /** How many tokens fill one batch and its targets. */
  public static long tokensNeeded(long minibatchSize, long sequenceLength) {
    return minibatchSize * sequenceLength + 1;
  }

  /** Number of batches. */
  public int count() {
    return Math.max(0, (tokens.length - 1) / minibatchSize / sequenceLength);
  }

  /**
   * @param batch from 0 to {@link #count()} - 1
   * @return indices of shape [minibatch size][sequence length]
   */
  public int[][] inputs(int batch) {
    return cut(batch, 0);
  }

  /** The token after each of {@link #inputs}, of the same shape. */
  public int[][] targets(int batch) {
    return cut(batch, 1);
  }

  private int[][] cut(int batch, int ahead) {
    int streamLength = count() * sequenceLength;
    int[][] cut = new int[minibatchSize][];
    for (int stream = 0; stream < minibatchSize; stream++) {
      int from = stream * streamLength + batch * sequenceLength + ahead;
      cut[stream] = Arrays.copyOfRange(tokens, from, from + sequenceLength);
    }
    return cut;
  }
}
