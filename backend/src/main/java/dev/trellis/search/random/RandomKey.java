package dev.trellis.search.random;

/**
 * A random key: 64 well-mixed bits derived from a sequence of words and numbers, such as (seed,
 * "assignment", 7, "learning_rate"). Keys of different sequences have unrelated bits, also if only
 * a neighboring seed or number differs; {@code seed + number} would not guarantee that. The method
 * {@link #fold(long)} plays the role of {@code fold_in} in JAX.
 *
 * <p>The mixing function is the output function of SplitMix64: Steele, Lea and Flood, "Fast
 * splittable pseudorandom number generators", OOPSLA 2014, with variant 13 of Stafford's finalizer.
 */
public record RandomKey(long bits) {
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  /** Returns the key of a seed. */
  public static RandomKey of(long seed) {
    return new RandomKey(mix(seed));
  }

  /** Returns the key derived from this key and a number. */
  public RandomKey fold(long number) {
    return new RandomKey(mix(bits + mix(number)));
  }

  /** Returns the key derived from this key and a word. */
  public RandomKey fold(String word) {
    RandomKey key = fold(word.length());
    for (int i = 0; i < word.length(); i++) {
      key = key.fold(word.charAt(i));
    }
    return key;
  }

  /** Returns the key as a number in [0, 1): one of 2^53 equally spaced values. */
  public double uniform() {
    return (bits >>> 11) * 0x1.0p-53;
  }

  private static long mix(long value) {
    long z = value + GOLDEN_GAMMA;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
