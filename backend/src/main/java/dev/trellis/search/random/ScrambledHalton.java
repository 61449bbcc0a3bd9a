package dev.trellis.search.random;

/**
 * A scrambled Halton sequence: points that fill the unit cube evenly. Coordinate d of point n is
 * the radical inverse of n in the d-th prime base, with each digit position permuted at random
 * (Owen, "A randomized Halton algorithm in R", arXiv:1706.02808). Each point is computed directly
 * from its number. The permutations remove the correlation between large bases, and are determined
 * by the seed.
 */
public record ScrambledHalton(RandomKey seed) {
  private static final int[] PRIMES = {
    2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97
  };

  /** Smallest digit weight that changes a double between 0 and 1. */
  private static final double RESOLUTION = 0x1.0p-53;

  /**
   * Returns one coordinate of one point.
   *
   * @param dimension from 0; beyond the size of the prime table, the bases repeat with other
   *     permutations
   * @param number number of the point, from 0
   * @return a number in [0, 1)
   */
  public double coordinate(int dimension, long number) {
    int base = PRIMES[dimension % PRIMES.length];
    RandomKey permutations = seed.fold(dimension);
    double sum = 0;
    long remaining = number;
    int digitIndex = 0;
    for (double weight = 1.0 / base; weight > RESOLUTION; weight /= base) {
      sum += weight * permuteDigit(permutations.fold(digitIndex), base, (int) (remaining % base));
      remaining /= base;
      digitIndex++;
    }
    return Math.min(sum, Math.nextDown(1.0));
  }

  /**
   * Returns the image of a digit in a random permutation of {@code base} digits (Fisher and Yates).
   */
  private static int permuteDigit(RandomKey permutation, int base, int digit) {
    int image = digit;
    for (int i = base - 1; i > 0; i--) {
      int other = (int) (permutation.fold(i).uniform() * (i + 1));
      if (image == i) {
        image = other;
      } else if (image == other) {
        image = i;
      }
    }
    return image;
  }
}
