package dev.trellis.training.dl4j;

import dev.trellis.training.dl4j.layer.Score;
import dev.trellis.training.dl4j.network.Minibatch;
import dev.trellis.training.dl4j.network.RecurrentNetwork;
import dev.trellis.training.dl4j.settings.EvaluationSize;
import java.util.Arrays;

/**
 * Computes loss and accuracy of a network on a text.
 *
 * <p>The text is split into streams and sequences by its length alone, never by the assignment, so
 * that all trials of an experiment are evaluated on equal tokens with equal context. The state is
 * carried from minibatch to minibatch. Every token except the first is predicted: if the number of
 * predictions is not a multiple of the number of streams, the remainder, less than {@link
 * EvaluationSize#STREAMS} tokens, is a stream of its own.
 */
record TextEvaluator(RecurrentNetwork network) {
  /** Minimum number of tokens: one to read and one to predict. */
  static final int MIN_TOKENS = 2;

  /**
   * Minimum length of a stream. Streams start without context; long streams keep the effect on the
   * mean loss small.
   */
  private static final int MIN_STREAM_LENGTH = 500;

  /**
   * Evaluates a text.
   *
   * @param tokens at least {@value #MIN_TOKENS} tokens
   */
  Score evaluate(int[] tokens) {
    int predicted = tokens.length - 1;
    int streams = Math.max(1, Math.min(EvaluationSize.STREAMS, predicted / MIN_STREAM_LENGTH));
    int remainder = predicted % streams;
    return evaluatePart(tokens, 0, remainder, 1)
        .plus(evaluatePart(tokens, remainder, predicted - remainder, streams));
  }

  /**
   * Predicts {@code predicted} tokens after the token at {@code first}.
   *
   * @param predicted number of tokens; a multiple of {@code streams}
   */
  private Score evaluatePart(int[] tokens, int first, int predicted, int streams) {
    network.reset(streams);
    int length = predicted / streams;
    int sequences = (length + EvaluationSize.SEQUENCE_LENGTH - 1) / EvaluationSize.SEQUENCE_LENGTH;
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
