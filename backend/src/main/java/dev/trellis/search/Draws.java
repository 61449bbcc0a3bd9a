package dev.trellis.search;

/** A stream of random numbers that follows from a path; one use, one thread. */
final class Draws {
  private final Entropy path;
  private long count;

  Draws(Entropy path) {
    this.path = path;
  }

  /** Uniform in [0, 1). */
  double uniform() {
    return path.with(count++).position();
  }

  /** Standard normal (Box and Muller, 1958). */
  double normal() {
    double radius = Math.sqrt(-2 * Math.log(1 - uniform()));
    return radius * Math.cos(2 * Math.PI * uniform());
  }

  /** An index, by weights that sum to {@code total}. */
  int index(double[] weights, double total) {
    double left = uniform() * total;
    for (int i = 0; i < weights.length - 1; i++) {
      left -= weights[i];
      if (left < 0) {
        return i;
      }
    }
    return weights.length - 1;
  }
}
