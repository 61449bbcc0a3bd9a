package dev.trellis.training.dl4j;

import java.util.Arrays;

/**
 * Measures a network on a text.
 *
 * <p>How the text is cut depends on its length alone, never on the assignment, so that trials of
 * one experiment are measured on the same tokens from the same contexts. The state is carried from
 * minibatch to minibatch. Every token but the first is predicted: what does not divide by the
 * number of streams, less than {@value #MOST_STREAMS} tokens, is a stream of its own.
 */
record Evaluation(RecurrentNetwork network) {
  /** One token to read and one to predict. */
  static final int LEAST_TOKENS = 2;

  private static final int MOST_STREAMS = 32;

  /** Every stream starts without context: few starts a token keep that out of the mean. */
  private static final int SHORTEST_STREAM = 500;

  private static final int LONGEST_SEQUENCE = 50;

  /** Measured together, at most. */
  static final int MOST_TOKENS = MOST_STREAMS * LONGEST_SEQUENCE;

  Score of(int[] tokens) {
    int predicted = tokens.length - 1;
    int streams = Math.max(1, Math.min(MOST_STREAMS, predicted / SHORTEST_STREAM));
    int rest = predicted % streams;
    return part(tokens, 0, rest, 1).plus(part(tokens, rest, predicted - rest, streams));
  }

  /** Predicts that many tokens after the first one, which divide by the number of streams. */
  private Score part(int[] tokens, int first, int predicted, int streams) {
    network.reset(streams);
    int length = predicted / streams;
    int sequences = (length + LONGEST_SEQUENCE - 1) / LONGEST_SEQUENCE;
    Score score = Score.NONE;
    for (int sequence = 0; sequence < sequences; sequence++) {
      int from = (int) ((long) length * sequence / sequences);
      int to = (int) ((long) length * (sequence + 1) / sequences);
      int[][] read = new int[streams][];
      int[][] targets = new int[streams][];
      for (int stream = 0; stream < streams; stream++) {
        int start = first + stream * length;
        read[stream] = Arrays.copyOfRange(tokens, start + from, start + to);
        targets[stream] = Arrays.copyOfRange(tokens, start + from + 1, start + to + 1);
      }
      score = score.plus(network.evaluate(new Minibatch(read, targets)));
    }
    return score;
  }
}
