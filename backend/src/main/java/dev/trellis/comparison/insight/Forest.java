package dev.trellis.comparison.insight;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Regression trees, each grown on a bootstrap sample of the trials (Breiman, Random Forests, 2001,
 * with all axes looked at in each split). Small, because what is asked of it is not prediction but
 * its marginals, which boxes give exactly.
 *
 * @param explained share of the variance that trees explain of trials they have not seen (R², out
 *     of bag); may be below 0
 */
record Forest(List<Tree> trees, double explained) {
  private static final int TREES = 48;
  private static final long SEED = 0x7e115;

  /** The same for the same trials, always. */
  static Forest grow(int[][] cells, double[] values) {
    SplittableRandom random = new SplittableRandom(SEED);
    int rows = values.length;
    List<Tree> trees = new ArrayList<>();
    double[] unseen = new double[rows];
    int[] times = new int[rows];
    for (int t = 0; t < TREES; t++) {
      SplittableRandom own = random.split();
      int[] sample = IntStream.generate(() -> own.nextInt(rows)).limit(rows).toArray();
      Tree tree = Tree.grow(cells, values, sample);
      trees.add(tree);
      boolean[] seen = new boolean[rows];
      for (int row : sample) {
        seen[row] = true;
      }
      for (int row = 0; row < rows; row++) {
        if (!seen[row]) {
          unseen[row] += tree.predict(cells[row]);
          times[row]++;
        }
      }
    }
    return new Forest(trees, explained(values, unseen, times));
  }

  private static double explained(double[] values, double[] unseen, int[] times) {
    int[] judged = IntStream.range(0, values.length).filter(row -> times[row] > 0).toArray();
    double mean = IntStream.of(judged).mapToDouble(row -> values[row]).average().orElse(0);
    double error = 0;
    double spread = 0;
    for (int row : judged) {
      double miss = values[row] - unseen[row] / times[row];
      error += miss * miss;
      spread += (values[row] - mean) * (values[row] - mean);
    }
    return spread == 0 ? 0 : 1 - error / spread;
  }

  /** What the trees say of something, on average, and how far they are apart. */
  Estimate estimate(Function<Tree, Double> question) {
    double[] answers = trees.stream().mapToDouble(question::apply).toArray();
    return Estimate.of(answers);
  }

  /** The marginal of an axis, cell by cell. */
  List<Estimate> marginal(int axis) {
    List<double[]> marginals = trees.stream().map(tree -> tree.marginal(axis)).toList();
    return IntStream.range(0, Table.CELLS)
        .mapToObj(cell -> Estimate.of(marginals.stream().mapToDouble(each -> each[cell]).toArray()))
        .toList();
  }

  /** The marginal of two axes, by the cell of the first, then of the second. */
  double[][] marginal(int first, int second) {
    double[][] mean = new double[Table.CELLS][Table.CELLS];
    for (Tree tree : trees) {
      double[][] marginal = tree.marginal(first, second);
      for (int x = 0; x < Table.CELLS; x++) {
        for (int y = 0; y < Table.CELLS; y++) {
          mean[x][y] += marginal[x][y] / trees.size();
        }
      }
    }
    return mean;
  }
}
