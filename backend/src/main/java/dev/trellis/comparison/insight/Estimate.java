package dev.trellis.comparison.insight;

import java.util.Arrays;

/**
 * Prediction of a random forest.
 *
 * @param mean Mean over the trees.
 * @param spread Standard deviation over the trees.
 */
public record Estimate(double mean, double spread) {
  static Estimate of(double[] answers) {
    double mean = Arrays.stream(answers).average().orElse(Double.NaN);
    double squares = Arrays.stream(answers).map(each -> (each - mean) * (each - mean)).sum();
    return new Estimate(mean, Math.sqrt(squares / Math.max(1, answers.length - 1)));
  }
}
