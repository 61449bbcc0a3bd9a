package dev.trellis.comparison.replication;

import dev.trellis.space.Assignment;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Values of an assignment that was trained with several seeds.
 *
 * @param picked number of the trial for which the assignment was selected. Its value is excluded:
 *     because it is the best of many values, a mean that includes it is biased.
 * @param assignment common assignment of the trials
 * @param numbers numbers of the trials that count, in ascending order
 * @param values best value of each trial, in the order of {@code numbers}; at least two
 */
public record Replicates(
    long picked, Assignment assignment, List<Long> numbers, List<Double> values) {
  private static final double CONFIDENCE = 0.95;

  /**
   * Validates the values.
   *
   * @throws IllegalArgumentException if there are fewer than two values, or the numbers of values
   *     and trials differ
   */
  public Replicates {
    numbers = List.copyOf(numbers);
    values = List.copyOf(values);
    if (values.size() < 2 || values.size() != numbers.size()) {
      throw new IllegalArgumentException(
          "Got %d values of %d trials; expected one value per trial and at least two values"
              .formatted(values.size(), numbers.size()));
    }
  }

  public double mean() {
    return Arrays.stream(array()).average().orElseThrow();
  }

  /** Returns the sample standard deviation of the values (divisor n - 1). */
  public double deviation() {
    double mean = mean();
    double squares = Arrays.stream(array()).map(value -> (value - mean) * (value - mean)).sum();
    return Math.sqrt(squares / (values.size() - 1));
  }

  /** Returns half the width of the 95 % confidence interval of the mean (Student's t). */
  public double halfInterval() {
    double quantile =
        TDistribution.of(values.size() - 1.0).inverseSurvivalProbability((1 - CONFIDENCE) / 2);
    return quantile * deviation() / Math.sqrt(values.size());
  }

  double[] array() {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
