package dev.trellis.training.dl4j;

import dev.trellis.dataset.TokenizedExamples.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Labelled texts in minibatches of similar lengths, so that little of a minibatch is padding and
 * few shapes occur.
 *
 * @param longest texts are cut to so many tokens
 */
record ExampleBatches(Part examples, int minibatchSize, int longest) {
  /** Minibatches that are sorted by length together. */
  private static final int WINDOW = 16;

  private static final int SHORTEST = 8;

  int count() {
    return (examples.size() + minibatchSize - 1) / minibatchSize;
  }

  /** The examples of each minibatch, all of them once, in an order that follows from the seed. */
  List<int[]> shuffled(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] order = IntStream.range(0, examples.size()).toArray();
    for (int place = order.length - 1; place > 0; place--) {
      int other = random.nextInt(place + 1);
      int held = order[place];
      order[place] = order[other];
      order[other] = held;
    }
    List<int[]> batches = new ArrayList<>();
    for (int from = 0; from < order.length; from += WINDOW * minibatchSize) {
      int to = Math.min(order.length, from + WINDOW * minibatchSize);
      cut(byLength(Arrays.copyOfRange(order, from, to)), batches);
    }
    for (int place = batches.size() - 1; place > 0; place--) {
      batches.add(batches.remove(random.nextInt(place + 1)));
    }
    return batches;
  }

  /** All of them by their length. */
  List<int[]> sorted() {
    List<int[]> batches = new ArrayList<>();
    cut(byLength(IntStream.range(0, examples.size()).toArray()), batches);
    return batches;
  }

  private int[] byLength(int[] indices) {
    return Arrays.stream(indices)
        .boxed()
        .sorted(Comparator.comparingInt(index -> examples.tokens()[index].length))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private void cut(int[] order, List<int[]> batches) {
    for (int from = 0; from < order.length; from += minibatchSize) {
      int to = Math.min(order.length, from + minibatchSize);
      batches.add(Arrays.copyOfRange(order, from, to));
    }
  }

  /** Padded to a length that few minibatches do not share. */
  Minibatch texts(int[] batch) {
    int[] lengths = new int[batch.length];
    int[][] targets = new int[batch.length][];
    int needed = 0;
    for (int row = 0; row < batch.length; row++) {
      lengths[row] = Math.min(longest, examples.tokens()[batch[row]].length);
      targets[row] = new int[] {examples.labels()[batch[row]]};
      needed = Math.max(needed, lengths[row]);
    }
    int steps = SHORTEST;
    while (steps < needed) {
      steps *= 2;
    }
    int[][] tokens = new int[batch.length][];
    for (int row = 0; row < batch.length; row++) {
      int[] text = Arrays.copyOf(examples.tokens()[batch[row]], lengths[row]);
      tokens[row] = Arrays.copyOf(text, Math.min(steps, Math.max(needed, longest)));
    }
    return new Minibatch(tokens, lengths, targets);
  }
}
