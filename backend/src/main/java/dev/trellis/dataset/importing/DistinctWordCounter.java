package dev.trellis.dataset.importing;

import dev.trellis.problem.Problem;

/**
 * Counts distinct words by hash values of 64 bits, which takes 16 to 32 bytes for each word however
 * long it is. That two of two million words have the same value has a probability of 1e-7.
 */
final class DistinctWordCounter {
  /** Most distinct words of a text. */
  static final int MOST = 2_000_000;

  private static final int FIRST_SLOTS = 1 << 10;

  private final long factor;
  private long[] slots = new long[FIRST_SLOTS]; // 0 is a free slot
  private int size;

  /**
   * Creates a counter.
   *
   * @param seed must be unknown to the author of the text, who could otherwise choose words with
   *     neighboring hash values
   */
  DistinctWordCounter(long seed) {
    this.factor = seed | 1;
  }

  /**
   * @param line number of the line with the word, from 1
   * @throws Problem if there are too many distinct words
   */
  void add(String word, long line) {
    if (!insert(hash(word))) {
      return;
    }
    if (++size > MOST) {
      throw Problem.invalid(
          "/file",
          "The text has more than %,d distinct words, the most that are allowed, up to line %d. Split it into several datasets, or check that it is text."
              .formatted(MOST, line));
    }
    if (size > slots.length / 2) {
      grow();
    }
  }

  int size() {
    return size;
  }

  private void grow() {
    long[] before = slots;
    slots = new long[2 * before.length];
    for (long hash : before) {
      if (hash != 0) {
        insert(hash);
      }
    }
  }

  private boolean insert(long hash) {
    int slot = (int) hash & (slots.length - 1);
    while (slots[slot] != 0) {
      if (slots[slot] == hash) {
        return false;
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    slots[slot] = hash;
    return true;
  }

  /** Mixes the bits of the characters, and in the end as the finalizer of SplitMix64 does. */
  private long hash(String word) {
    long hash = factor;
    for (int index = 0; index < word.length(); index++) {
      hash = (hash ^ word.charAt(index)) * factor;
      hash ^= hash >>> 29;
    }
    hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
    hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
    hash ^= hash >>> 31;
    return hash == 0 ? 1 : hash;
  }
}
