package dev.trellis.search;

/**
 * 64 well-mixed bits that stand for a path of words and numbers: (seed, "assignment", 7,
 * "learning_rate"). Paths that differ anywhere have unrelated bits; neighbouring seeds and numbers
 * do too, which {@code seed + number} would not give.
 *
 * <p>The mixing is the output function of SplitMix64: Steele, Lea and Flood, "Fast splittable
 * pseudorandom number generators", OOPSLA 2014, with variant 13 of Stafford's finaliser.
 */
record Entropy(long bits) {
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  static Entropy of(long seed) {
    return new Entropy(mix(seed));
  }

  Entropy with(long number) {
    return new Entropy(mix(bits + mix(number)));
  }

  Entropy with(String word) {
    Entropy path = with(word.length());
    for (int i = 0; i < word.length(); i++) {
      path = path.with(word.charAt(i));
    }
    return path;
  }

  /** Uniform in [0, 1), one of 2^53 equally spaced numbers. */
  double position() {
    return (bits >>> 11) * 0x1.0p-53;
  }

  private static long mix(long value) {
    long z = value + GOLDEN_GAMMA;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
