package dev.trellis.training.dl4j;

import dev.trellis.dataset.text.TokenizedExamples.Part;
import dev.trellis.training.dl4j.network.Minibatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Groups labeled texts of similar length into minibatches, which keeps padding and the number of
 * distinct shapes small.
 *
 * @param maxTokens maximum length of a text; longer texts are truncated
 */
record ExampleBatches(Part examples, int minibatchSize, int maxTokens) {
  /** Number of minibatches whose texts are sorted by length together. */
  private static final int WINDOW = 16;

  private static final int MIN_STEPS = 8;

  /** Returns the number of minibatches. */
  int count() {
    return (examples.size() + minibatchSize - 1) / minibatchSize;
  }

  /**
   * Returns the indices of the texts of each minibatch, in random order; every text occurs once.
   *
   * @param seed random seed; equal seeds give equal orders
   */
  List<int[]> shuffled(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] order = IntStream.range(0, examples.size()).toArray();
    for (int index = order.length - 1; index > 0; index--) {
      int other = random.nextInt(index + 1);
      int swapped = order[index];
      order[index] = order[other];
      order[other] = swapped;
    }
    List<int[]> batches = new ArrayList<>();
    for (int from = 0; from < order.length; from += WINDOW * minibatchSize) {
      int to = Math.min(order.length, from + WINDOW * minibatchSize);
      addBatches(byLength(Arrays.copyOfRange(order, from, to)), batches);
    }
    for (int index = batches.size() - 1; index > 0; index--) {
      batches.add(batches.remove(random.nextInt(index + 1)));
    }
    return batches;
  }

  /** Returns the indices of the texts of each minibatch, sorted by length. */
  List<int[]> sorted() {
    List<int[]> batches = new ArrayList<>();
    addBatches(byLength(IntStream.range(0, examples.size()).toArray()), batches);
    return batches;
  }

  private int[] byLength(int[] indices) {
    return Arrays.stream(indices)
        .boxed()
        .sorted(Comparator.comparingInt(index -> examples.tokens()[index].length))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private void addBatches(int[] order, List<int[]> batches) {
    for (int from = 0; from < order.length; from += minibatchSize) {
      int to = Math.min(order.length, from + minibatchSize);
      batches.add(Arrays.copyOfRange(order, from, to));
    }
  }

  /**
   * Builds a minibatch. Texts are padded to a power of two, at most the maximum length, so that few
   * distinct shapes occur.
   *
   * @param batch indices of the texts
   */
  Minibatch minibatch(int[] batch) {
    int[] lengths = new int[batch.length];
    int[][] targets = new int[batch.length][];
    int needed = 0;
    for (int row = 0; row < batch.length; row++) {
      lengths[row] = Math.min(maxTokens, examples.tokens()[batch[row]].length);
      targets[row] = new int[] {examples.labels()[batch[row]]};
      needed = Math.max(needed, lengths[row]);
    }
    int steps = MIN_STEPS;
    while (steps < needed) {
      steps *= 2;
    }
    int[][] tokens = new int[batch.length][];
    for (int row = 0; row < batch.length; row++) {
      int[] text = Arrays.copyOf(examples.tokens()[batch[row]], lengths[row]);
      tokens[row] = Arrays.copyOf(text, Math.min(steps, Math.max(needed, maxTokens)));
    }
    return new Minibatch(tokens, lengths, targets);
  }
}
