package dev.trellis.comparison.insight;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Fraction of the variance between trials that each parameter explains by itself: functional ANOVA
 * on a random forest (Hutter, Hoos, Leyton-Brown, An Efficient Approach for Assessing
 * Hyperparameter Importance, 2014). The importance of a parameter is the variance of its marginal
 * divided by the total variance, both over the search space with its distributions; the rest to 1
 * belongs to interactions.
 *
 * @param parameters parameters, the most important first
 * @param noise importance that a parameter without influence reaches by chance
 * @param explained fraction of the variance of held-out trials that the forest explains
 */
public record Importance(List<OfParameter> parameters, double noise, double explained) {
  private static final double FEWEST_EXPLAINED = 0.1;

  /**
   * @param share mean and spread over the trees
   * @param isClear whether it is told apart from a parameter that means nothing
   */
  public record OfParameter(String name, Estimate share, boolean isClear) {}

  /** Tests if the importance of the parameter is told apart from chance. */
  boolean isClear(String parameter) {
    return parameters.stream().anyMatch(one -> one.isClear() && one.name().equals(parameter));
  }

  /** Tests if the parameter is clear and explains more by itself than all others together. */
  boolean dominates(String parameter) {
    double all = parameters.stream().mapToDouble(one -> one.share().mean()).sum();
    return parameters.stream()
        .filter(one -> one.name().equals(parameter) && one.isClear())
        .anyMatch(one -> one.share().mean() > all - one.share().mean());
  }

  /** Returns whether the forest explains enough variance for the importance to have a meaning. */
  public boolean isMeaningful() {
    return explained >= FEWEST_EXPLAINED;
  }

  /**
   * @param forest grown on the cells of the table and, as one axis more, on noise
   */
  static Importance of(TrialTable table, RandomForest forest) {
    int axes = table.parameters().size();
    Estimate noise = share(forest, axes);
    boolean meaningful = forest.explained() >= FEWEST_EXPLAINED;
    List<OfParameter> parameters =
        IntStream.range(0, axes)
            .mapToObj(
                axis -> {
                  Estimate share = share(forest, axis);
                  boolean clear =
                      meaningful && share.mean() - share.spread() > noise.mean() + noise.spread();
                  return new OfParameter(table.parameters().get(axis).name(), share, clear);
                })
            .sorted(Comparator.comparingDouble(parameter -> -parameter.share().mean()))
            .toList();
    return new Importance(parameters, noise.mean(), forest.explained());
  }

  private static Estimate share(RandomForest forest, int axis) {
    return forest.estimate(
        tree -> {
          double variance = tree.variance();
          return variance == 0 ? 0 : variance(tree.marginal(axis)) / variance;
        });
  }

  private static double variance(double[] marginal) {
    double mean = Arrays.stream(marginal).average().orElse(0);
    return Arrays.stream(marginal).map(value -> (value - mean) * (value - mean)).sum()
        / marginal.length;
  }
}
