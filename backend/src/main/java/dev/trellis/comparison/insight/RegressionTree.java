package dev.trellis.comparison.insight;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A regression tree, also as the boxes it cuts the space into.
 *
 * @param boxes they do not overlap and fill the space
 */
record RegressionTree(Node root, List<Box> boxes) {
  private static final int SMALLEST_LEAF = 3;

  sealed interface Node permits Fork, Box {}

  record Fork(TreeSplit split, Node left, Node right) implements Node {
    Node towards(int[] cells) {
      return cells[split.axis()] < split.cell() ? left : right;
    }
  }

  /**
   * Cells {@code from} up to but not including {@code to} on each axis.
   *
   * @param value prediction of the tree
   */
  record Box(int[] from, int[] to, double value) implements Node {
    double width(int axis) {
      return (double) (to[axis] - from[axis]) / TrialTable.CELLS;
    }

    /** Share of the whole space. */
    double volume() {
      double volume = 1;
      for (int axis = 0; axis < from.length; axis++) {
        volume *= width(axis);
      }
      return volume;
    }
  }

  /**
   * Splits at the largest reduction of the squared error, as long as it is reduced and leaves keep
   * {@value #SMALLEST_LEAF} rows.
   *
   * @param rows indices of the trials to learn from, with repetitions
   */
  static RegressionTree grow(int[][] cells, double[] values, int[] rows) {
    int axes = cells[0].length;
    int[] to = new int[axes];
    Arrays.fill(to, TrialTable.CELLS);
    List<Box> boxes = new ArrayList<>();
    Node root = grow(cells, values, rows, new int[axes], to, boxes);
    return new RegressionTree(root, boxes);
  }

  private static Node grow(
      int[][] cells, double[] values, int[] rows, int[] from, int[] to, List<Box> boxes) {
    TreeSplit split = TreeSplit.best(cells, values, rows, SMALLEST_LEAF);
    if (split == null) {
      Box box = new Box(from, to, mean(values, rows));
      boxes.add(box);
      return box;
    }
    int[] leftTo = to.clone();
    leftTo[split.axis()] = split.cell();
    int[] rightFrom = from.clone();
    rightFrom[split.axis()] = split.cell();
    return new Fork(
        split,
        grow(cells, values, split.left(cells, rows), from, leftTo, boxes),
        grow(cells, values, split.right(cells, rows), rightFrom, to, boxes));
  }

  private static double mean(double[] values, int[] rows) {
    double sum = 0;
    for (int row : rows) {
      sum += values[row];
    }
    return sum / rows.length;
  }

  double predict(int[] cells) {
    Node node = root;
    while (node instanceof Fork fork) {
      node = fork.towards(cells);
    }
    return ((Box) node).value();
  }

  /** The mean over the whole space, each cell as probable as any other. */
  double mean() {
    return boxes.stream().mapToDouble(box -> box.value() * box.volume()).sum();
  }

  /** The variance over the whole space. */
  double variance() {
    double mean = mean();
    return boxes.stream()
        .mapToDouble(box -> box.volume() * (box.value() - mean) * (box.value() - mean))
        .sum();
  }

  /** The mean over all other axes, for each cell of one: the exact marginal. */
  double[] marginal(int axis) {
    double[] sums = new double[TrialTable.CELLS];
    for (Box box : boxes) {
      double share = box.value() * box.volume() / box.width(axis);
      for (int cell = box.from()[axis]; cell < box.to()[axis]; cell++) {
        sums[cell] += share;
      }
    }
    return sums;
  }

  /** The mean over all axes but two, by the cell of the first, then of the second. */
  double[][] marginal(int first, int second) {
    double[][] sums = new double[TrialTable.CELLS][TrialTable.CELLS];
    for (Box box : boxes) {
      double share = box.value() * box.volume() / box.width(first) / box.width(second);
      for (int x = box.from()[first]; x < box.to()[first]; x++) {
        for (int y = box.from()[second]; y < box.to()[second]; y++) {
          sums[x][y] += share;
        }
      }
    }
    return sums;
  }
}
