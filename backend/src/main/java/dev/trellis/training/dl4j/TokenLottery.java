package dev.trellis.training.dl4j;

import dev.trellis.training.Sampling;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Draws tokens by how likely they are. */
final class TokenLottery {
  private final Sampling sampling;
  private final int never;
  private final SplittableRandom random;

  /**
   * @param never a token that is not to be drawn; -1 for none
   */
  TokenLottery(Sampling sampling, int never) {
    this.sampling = sampling;
    this.never = never;
    random = new SplittableRandom(sampling.seed());
  }

  /**
   * @param logits logarithms of likelihoods, up to a constant; changed
   */
  int draw(float[] logits) {
    if (never >= 0 && logits.length > 1) {
      logits[never] = Float.NEGATIVE_INFINITY;
    }
    int likeliest = likeliest(logits);
    if (sampling.temperature() == 0) {
      return likeliest;
    }
    double sum = weigh(logits, logits[likeliest], least(logits));
    return take(logits, random.nextDouble() * sum, likeliest);
  }

  /**
   * Makes likelihoods of their logarithms, up to a factor: 1 for the highest, 0 below the least.
   */
  private double weigh(float[] logits, float highest, float least) {
    double sum = 0;
    for (int token = 0; token < logits.length; token++) {
      double above = (logits[token] - highest) / sampling.temperature();
      logits[token] = logits[token] < least ? 0 : (float) Math.exp(above);
      sum += logits[token];
    }
    return sum;
  }

  private static int likeliest(float[] logits) {
    int likeliest = 0;
    for (int token = 1; token < logits.length; token++) {
      likeliest = logits[token] > logits[likeliest] ? token : likeliest;
    }
    return likeliest;
  }

  /** The likelihood that the last of the top has. */
  private float least(float[] logits) {
    if (sampling.topK() == 0 || sampling.topK() >= logits.length) {
      return Float.NEGATIVE_INFINITY;
    }
    float[] sorted = logits.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length - sampling.topK()];
  }

  /** Rounding may leave a rest beyond the last weight, which goes to the likeliest. */
  private static int take(float[] weights, double left, int likeliest) {
    for (int token = 0; token < weights.length; token++) {
      if (left < weights[token]) {
        return token;
      }
      left -= weights[token];
    }
    return likeliest;
  }
}
