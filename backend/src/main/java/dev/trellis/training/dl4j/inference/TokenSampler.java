package dev.trellis.training.dl4j.inference;

import dev.trellis.training.inference.SamplingSettings;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Samples tokens from the distribution given by logits. */
final class TokenSampler {
  private final SamplingSettings sampling;
  private final int excludedToken;
  private final SplittableRandom random;

  /**
   * Creates a sampler.
   *
   * @param sampling temperature, top-k and seed
   * @param excludedToken token that is never drawn; -1 for none
   */
  TokenSampler(SamplingSettings sampling, int excludedToken) {
    this.sampling = sampling;
    this.excludedToken = excludedToken;
    random = new SplittableRandom(sampling.seed());
  }

  /**
   * Draws a token.
   *
   * @param logits log probabilities up to a constant; overwritten
   */
  int draw(float[] logits) {
    if (excludedToken >= 0 && logits.length > 1) {
      logits[excludedToken] = Float.NEGATIVE_INFINITY;
    }
    int mostLikely = mostLikely(logits);
    if (sampling.temperature() == 0) {
      return mostLikely;
    }
    double sum = toWeights(logits, logits[mostLikely], topKThreshold(logits));
    return pick(logits, random.nextDouble() * sum, mostLikely);
  }

  /**
   * Replaces logits by unnormalized probabilities: 1 for the maximum, 0 below the threshold.
   *
   * @return the sum of the weights
   */
  private double toWeights(float[] logits, float maximum, float topKThreshold) {
    double sum = 0;
    for (int token = 0; token < logits.length; token++) {
      double scaled = (logits[token] - maximum) / sampling.temperature();
      logits[token] = logits[token] < topKThreshold ? 0 : (float) Math.exp(scaled);
      sum += logits[token];
    }
    return sum;
  }

  private static int mostLikely(float[] logits) {
    int mostLikely = 0;
    for (int token = 1; token < logits.length; token++) {
      mostLikely = logits[token] > logits[mostLikely] ? token : mostLikely;
    }
    return mostLikely;
  }

  /** Returns the logit of the k-th most likely token; negative infinity without top-k. */
  private float topKThreshold(float[] logits) {
    if (sampling.topK() == 0 || sampling.topK() >= logits.length) {
      return Float.NEGATIVE_INFINITY;
    }
    float[] sorted = logits.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length - sampling.topK()];
  }

  /**
   * Picks the token at a position of the cumulative weights. If rounding puts the position after
   * the last weight, the most likely token is picked.
   */
  private static int pick(float[] weights, double remaining, int mostLikely) {
    for (int token = 0; token < weights.length; token++) {
      if (remaining < weights[token]) {
        return token;
      }
      remaining -= weights[token];
    }
    return mostLikely;
  }
}
