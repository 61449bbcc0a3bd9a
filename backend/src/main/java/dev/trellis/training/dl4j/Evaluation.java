package dev.trellis.training.dl4j;

import dev.trellis.dataset.SequenceBatches;

/**
 * Measures a network on a stretch of text.
 *
 * <p>How the stretch is cut depends on its length alone, never on the assignment, so that trials of
 * one experiment are measured on the same tokens from the same contexts. The state is carried from
 * minibatch to minibatch. What does not fill the last one is left out: less than one token in
 * {@value #LONGEST_SEQUENCE} and fewer than {@value #MOST_STREAMS} more.
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
    int streamLength = predicted / streams;
    int sequences = (streamLength + LONGEST_SEQUENCE - 1) / LONGEST_SEQUENCE;
    SequenceBatches batches = new SequenceBatches(tokens, streams, streamLength / sequences);
    network.reset(streams);
    Score score = Score.NONE;
    for (int batch = 0; batch < batches.count(); batch++) {
      score =
          score.plus(
              network.evaluate(new Minibatch(batches.inputs(batch), batches.targets(batch))));
    }
    return score;
  }
}
