package dev.trellis.comparison.insight;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where a node of a tree is cut in two.
 *
 * @param cell the first one to the right
 */
record TreeSplit(int axis, int cell) {
  /**
   * The cut after which the rows are closest to the means of their sides.
   *
   * @param smallest how many rows each side keeps
   * @return null where none makes them closer
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

  /** Halfway through the gap up to the next row: nothing is known about what lies in it. */
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
