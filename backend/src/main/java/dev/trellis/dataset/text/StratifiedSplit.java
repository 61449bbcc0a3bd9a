package dev.trellis.dataset.text;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Divides the examples of every label among training, validation and test. The sums over the labels
 * are those of the fractions of all examples; the count of a label in a part differs from its
 * fraction by less than one example if the sums allow it.
 *
 * <p>The fractions of every label are first rounded down. The remaining examples of a label go to
 * the parts that later labels cannot fill, then to the parts with the largest remainders, to which
 * the rounding errors of earlier labels are added.
 */
final class StratifiedSplit {
  private static final int PARTS = 3;
  private static final double ROUNDING = 1e-9;

  private final int[][] counts;
  private final double[][] remainders;

  /** Examples that each part still takes. */
  private final long[] open;

  /** Later labels with a remainder, by part. */
  private final int[] later = new int[PARTS];

  /** Examples that earlier labels lost by rounding, by part. */
  private final double[] carried = new double[PARTS];

  private StratifiedSplit(int[] examples, Split split) {
    double[] shares = {split.training(), split.validation(), split.test()};
    counts = new int[examples.length][PARTS];
    remainders = new double[examples.length][PARTS];
    int all = Arrays.stream(examples).sum();
    int trainingEnd = split.trainingEnd(all);
    int validationEnd = split.validationEnd(all);
    open = new long[] {trainingEnd, validationEnd - trainingEnd, all - validationEnd};
    for (int label = 0; label < examples.length; label++) {
      for (int part = 0; part < PARTS; part++) {
        double share = examples[label] * shares[part];
        counts[label][part] = (int) Math.floor(share + ROUNDING);
        remainders[label][part] = share - counts[label][part];
        open[part] -= counts[label][part];
        later[part] += remainders[label][part] > ROUNDING ? 1 : 0;
      }
    }
    for (int label = 0; label < examples.length; label++) {
      divideRest(label, examples[label]);
    }
  }

  /**
   * Returns how many examples of each label go to each part, as {@code [label][part]} with the
   * parts training, validation, test.
   *
   * @param examples number of examples of each label
   */
  static int[][] counts(int[] examples, Split split) {
    return new StratifiedSplit(examples, split).counts;
  }

  private void divideRest(int label, int examples) {
    double[] remainder = remainders[label];
    for (int part = 0; part < PARTS; part++) {
      later[part] -= remainder[part] > ROUNDING ? 1 : 0;
    }
    int rest = examples - Arrays.stream(counts[label]).sum();
    for (; rest > 0; rest--) {
      int part = next(remainder);
      counts[label][part]++;
      open[part]--;
      remainder[part]--;
    }
    for (int part = 0; part < PARTS; part++) {
      carried[part] += remainder[part];
    }
  }

  /** Returns the part, among those that are not full, that gets the next example. */
  private int next(double[] remainder) {
    return IntStream.range(0, PARTS)
        .filter(part -> open[part] > 0)
        .boxed()
        .max(
            Comparator.comparing((Integer part) -> remainder[part] > ROUNDING)
                .thenComparing(part -> open[part] > later[part])
                .thenComparingDouble(part -> remainder[part] + carried[part]))
        .orElseThrow();
  }
}
