package dev.trellis.comparison.insight;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Split of a node.
 *
 * @param cell first cell of the right side
 */
record TreeSplit(int axis, int cell) {
  /**
   * Returns the split with the smallest squared error.
   *
   * @param smallest minimum number of rows on each side
   * @return null if no split reduces the error
   */
  static @Nullable TreeSplit best(int[][] cells, double[] values, int[] rows, int smallest) {
    double total = 0;
    for (int row : rows) {
      total += values[row];
    }
    double best = total * total / rows.length * (1 + 1e-12) + 1e-300;
    TreeSplit found = null;
    for (int axis = 0; axis < cells[0].length; axis++) {
      int[] counts = new int[TrialTable.CELLS];
      double[] sums = new double[TrialTable.CELLS];
      for (int row : rows) {
        counts[cells[row][axis]]++;
        sums[cells[row][axis]] += values[row];
      }
      int count = 0;
      double sum = 0;
      for (int cell = 1; cell < TrialTable.CELLS; cell++) {
        count += counts[cell - 1];
        sum += sums[cell - 1];
        int others = rows.length - count;
        if (counts[cell - 1] == 0 || count < smallest || others < smallest) {
          continue;
        }
        double gain = sum * sum / count + (total - sum) * (total - sum) / others;
        if (gain > best) {
          best = gain;
          found = new TreeSplit(axis, middle(counts, cell));
        }
      }
    }
    return found;
  }

  /** Returns the middle of the gap up to the next row, in which no trial lies. */
  private static int middle(int[] counts, int cell) {
    int next = cell;
    while (counts[next] == 0) {
      next++;
    }
    return (cell + next + 1) / 2;
  }

  int[] left(int[][] cells, int[] rows) {
    return Arrays.stream(rows).filter(row -> cells[row][axis] < cell).toArray();
  }

  int[] right(int[][] cells, int[] rows) {
    return Arrays.stream(rows).filter(row -> cells[row][axis] >= cell).toArray();
  }
}
