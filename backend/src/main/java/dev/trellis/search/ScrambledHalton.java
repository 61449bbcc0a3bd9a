package dev.trellis.search;

/**
 * Points that fill the unit cube evenly from the first on: coordinate d of point n is n written in
 * the d-th prime base, its digits permuted at random, place by place, and mirrored at the point
 * (Owen, "A randomized Halton algorithm in R", arXiv:1706.02808). Any point can be had without
 * those before it. The permutations break the pattern that large bases have in common, and follow
 * from the seed alone.
 */
record ScrambledHalton(Entropy seed) {
  private static final int[] PRIMES = {
    2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97
  };

  /** More digits than a double between 0 and 1 tells apart. */
  private static final double FINEST = 0x1.0p-53;

  /**
   * @param dimension from 0; beyond the largest base in the table, bases repeat with other
   *     permutations
   * @param number from 0
   * @return from 0 to below 1
   */
  double coordinate(int dimension, long number) {
    int base = PRIMES[dimension % PRIMES.length];
    Entropy permutations = seed.with(dimension);
    double sum = 0;
    long rest = number;
    int place = 0;
    for (double weight = 1.0 / base; weight > FINEST; weight /= base) {
      sum += weight * permuted(permutations.with(place), base, (int) (rest % base));
      rest /= base;
      place++;
    }
    return Math.min(sum, Math.nextDown(1.0));
  }

  /** Where a random permutation of {@code base} digits (Fisher and Yates) takes one of them. */
  private static int permuted(Entropy permutation, int base, int digit) {
    int place = digit;
    for (int i = base - 1; i > 0; i--) {
      int other = (int) (permutation.with(i).position() * (i + 1));
      if (place == i) {
        place = other;
      } else if (place == other) {
        place = i;
      }
    }
    return place;
  }
}
