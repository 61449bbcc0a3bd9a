package dev.trellis.comparison.replication;

import dev.trellis.space.Assignment;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * One assignment with the values that different seeds gave it.
 *
 * @param picked number of the trial for whose value the assignment was picked. That value is left
 *     out of everything here: it was the best of many, so part of it was luck, and a mean with it
 *     would be too good.
 * @param numbers of the trials that count, in ascending order
 * @param values the objective at their best epochs, in the same order; at least two
 */
public record Replicates(
    long picked, Assignment assignment, List<Long> numbers, List<Double> values) {
  private static final double CONFIDENCE = 0.95;

  /**
   * @throws IllegalArgumentException for fewer than two values, or not one a trial
   */
  public Replicates {
    numbers = List.copyOf(numbers);
    values = List.copyOf(values);
    if (values.size() < 2 || values.size() != numbers.size()) {
      throw new IllegalArgumentException(
          "%d values of %d trials".formatted(values.size(), numbers.size()));
    }
  }

  public double mean() {
    return Arrays.stream(array()).average().orElseThrow();
  }

  /** Standard deviation of the values, with n - 1. */
  public double deviation() {
    double mean = mean();
    double squares = Arrays.stream(array()).map(each -> (each - mean) * (each - mean)).sum();
    return Math.sqrt(squares / (values.size() - 1));
  }

  /** Half the width of the 95 % confidence interval of the mean (Student's t). */
  public double halfInterval() {
    double quantile =
        TDistribution.of(values.size() - 1.0).inverseSurvivalProbability((1 - CONFIDENCE) / 2);
    return quantile * deviation() / Math.sqrt(values.size());
  }

  double[] array() {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
