package dev.trellis.comparison.insight;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Regression trees, each grown on a bootstrap sample of the trials (Breiman, Random Forests, 2001,
 * with all axes considered in each split). The forest is small, because it is used for its
 * marginals, which its boxes give exactly, and not for prediction.
 *
 * @param explained fraction of the variance of out-of-bag trials that the forest explains (R²); may
 *     be negative
 */
record RandomForest(List<RegressionTree> trees, double explained) {
  private static final int TREES = 48;
  private static final long SEED = 0x7e115;

  /** The same for the same trials, always, however many processors share the work. */
  static RandomForest grow(int[][] cells, double[] values) {
    SplittableRandom random = new SplittableRandom(SEED);
    List<SplittableRandom> randoms = Stream.generate(random::split).limit(TREES).toList();
    List<Bagged> bagged =
        randoms.parallelStream().map(own -> Bagged.grow(cells, values, own)).toList();
    return new RandomForest(bagged.stream().map(Bagged::tree).toList(), explained(values, bagged));
  }

  /**
   * Tree and its predictions for out-of-bag rows.
   *
   * @param unseen prediction by row; NaN for rows that the tree was grown on
   */
  private record Bagged(RegressionTree tree, double[] unseen) {
    static Bagged grow(int[][] cells, double[] values, SplittableRandom random) {
      int rows = values.length;
      int[] sample = IntStream.generate(() -> random.nextInt(rows)).limit(rows).toArray();
      RegressionTree tree = RegressionTree.grow(cells, values, sample);
      double[] unseen = Arrays.stream(cells).mapToDouble(tree::predict).toArray();
      for (int row : sample) {
        unseen[row] = Double.NaN;
      }
      return new Bagged(tree, unseen);
    }
  }

  private static double explained(double[] values, List<Bagged> bagged) {
    double[] foretold =
        IntStream.range(0, values.length).mapToDouble(row -> foretold(row, bagged)).toArray();
    int[] judged =
        IntStream.range(0, values.length).filter(row -> !Double.isNaN(foretold[row])).toArray();
    double mean = IntStream.of(judged).mapToDouble(row -> values[row]).average().orElse(0);
    double error = 0;
    double spread = 0;
    for (int row : judged) {
      double miss = values[row] - foretold[row];
      error += miss * miss;
      spread += (values[row] - mean) * (values[row] - mean);
    }
    return spread == 0 ? 0 : 1 - error / spread;
  }

  /**
   * Returns the mean prediction of the trees for which the row is out of bag; NaN if there is none.
   */
  private static double foretold(int row, List<Bagged> bagged) {
    return bagged.stream()
        .mapToDouble(each -> each.unseen()[row])
        .filter(value -> !Double.isNaN(value))
        .average()
        .orElse(Double.NaN);
  }

  /** Returns mean and standard deviation of a function over the trees. */
  Estimate estimate(Function<RegressionTree, Double> question) {
    double[] answers = trees.stream().mapToDouble(question::apply).toArray();
    return Estimate.of(answers);
  }

  /** The marginal of an axis, cell by cell. */
  List<Estimate> marginal(int axis) {
    List<double[]> marginals = trees.stream().map(tree -> tree.marginal(axis)).toList();
    return IntStream.range(0, TrialTable.CELLS)
        .mapToObj(cell -> Estimate.of(marginals.stream().mapToDouble(each -> each[cell]).toArray()))
        .toList();
  }

  /** The marginal of two axes, by the cell of the first, then of the second. */
  double[][] marginal(int first, int second) {
    double[][] mean = new double[TrialTable.CELLS][TrialTable.CELLS];
    for (RegressionTree tree : trees) {
      double[][] marginal = tree.marginal(first, second);
      for (int x = 0; x < TrialTable.CELLS; x++) {
        for (int y = 0; y < TrialTable.CELLS; y++) {
          mean[x][y] += marginal[x][y] / trees.size();
        }
      }
    }
    return mean;
  }
}
