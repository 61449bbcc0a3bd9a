package dev.trellis.dataset.text;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Cuts a text for truncated backpropagation: parallel streams, each read on from batch to batch, so
 * that the state of a network carries over. Every batch is full. Tokens that fill no whole batch
 * are left out of the epoch; {@link #ofEpoch} leaves out other tokens in the next epoch.
 *
 * <p>With minibatch size 2 and sequence length 3, the tokens 0 to 12 make the batches {@code [[0 1
 * 2] [6 7 8]]} and {@code [[3 4 5] [9 10 11]]}; the target of every token is the one after it.
 *
 * @param tokens the text
 * @param minibatchSize number of streams
 * @param sequenceLength tokens of a stream in one batch
 * @param offset index of the first token of the first stream; streams that reach the end of the
 *     text go on at its beginning
 */
public record SequenceBatches(int[] tokens, int minibatchSize, int sequenceLength, int offset) {
  /** Part of the text between the offsets of two epochs: the golden ratio spreads them evenly. */
  private static final double STRIDE = (3 - Math.sqrt(5)) / 2;

  /** Batches that start at the first token. */
  public SequenceBatches(int[] tokens, int minibatchSize, int sequenceLength) {
    this(tokens, minibatchSize, sequenceLength, 0);
  }

  /** Returns the number of tokens that one batch and its targets need. */
  public static long tokensNeeded(long minibatchSize, long sequenceLength) {
    return minibatchSize * sequenceLength + 1;
  }

  /**
   * Returns the number of tokens that an epoch predicts.
   *
   * @param tokens length of the text
   */
  public static long tokensPerEpoch(long tokens, long minibatchSize, long sequenceLength) {
    long batch = minibatchSize * sequenceLength;
    return Math.max(0, tokens - 1) / batch * batch;
  }

  /**
   * Returns the batches of one epoch. The offset is drawn from the seed and moves on from epoch to
   * epoch, at least by the number of tokens that an epoch leaves out: of two consecutive epochs, at
   * least one predicts a given token.
   *
   * @param epoch from 1
   */
  public SequenceBatches ofEpoch(long seed, int epoch) {
    int predicted = predicted();
    if (predicted <= 0) {
      return this;
    }
    long leftOut = predicted - tokensPerEpoch(tokens.length, minibatchSize, sequenceLength);
    long stride = Math.max(leftOut, Math.round(STRIDE * predicted));
    long start = new SplittableRandom(seed).nextInt(predicted) + (epoch - 1) * stride;
    return new SequenceBatches(
        tokens, minibatchSize, sequenceLength, (int) Math.floorMod(start, (long) predicted));
  }

  /** The first token of a text has nothing before it to be predicted from. */
  private int predicted() {
    return tokens.length - 1;
  }

  /** Returns the number of batches. */
  public int count() {
    return Math.max(0, predicted() / minibatchSize / sequenceLength);
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
      long from = (long) offset + (long) stream * streamLength + (long) batch * sequenceLength;
      cut[stream] = wrapped((int) (from % predicted()), ahead);
    }
    return cut;
  }

  /** One row of a batch; at the end of the text it goes on with the first token. */
  private int[] wrapped(int from, int ahead) {
    int untilEnd = Math.min(sequenceLength, predicted() - from);
    int[] row = Arrays.copyOfRange(tokens, from + ahead, from + ahead + sequenceLength);
    System.arraycopy(tokens, ahead, row, untilEnd, sequenceLength - untilEnd);
    return row;
  }
}
