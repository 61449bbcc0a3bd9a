package dev.trellis.search.random;

/**
 * A stream of random numbers that is determined by a key. An instance must be used by one thread
 * only.
 */
public final class RandomDraws {
  private final RandomKey key;
  private long count;

  public RandomDraws(RandomKey key) {
    this.key = key;
  }

  /** Returns the next number, uniform in [0, 1). */
  public double nextUniform() {
    return key.fold(count++).uniform();
  }

  /** Returns the next number from the standard normal distribution (Box and Muller, 1958). */
  public double nextNormal() {
    double radius = Math.sqrt(-2 * Math.log(1 - nextUniform()));
    return radius * Math.cos(2 * Math.PI * nextUniform());
  }

  /**
   * Draws an index with a probability proportional to its weight.
   *
   * @param total sum of the weights
   */
  public int nextWeightedIndex(double[] weights, double total) {
    double remaining = nextUniform() * total;
    for (int i = 0; i < weights.length - 1; i++) {
      remaining -= weights[i];
      if (remaining < 0) {
        return i;
      }
    }
    return weights.length - 1;
  }
}
