package dev.trellis.search.random;

import java.math.BigInteger;

/**
 * A pseudorandom permutation of the numbers from 0 to {@code size} - 1 that is computed element by
 * element, without storing the permutation: a Feistel network with four rounds over an even number
 * of bits, applied until the result is below {@code size} (cycle walking: Black and Rogaway,
 * "Ciphers with arbitrary finite domains", CT-RSA 2002).
 */
public record FeistelPermutation(RandomKey seed, BigInteger size) {
  private static final int ROUNDS = 4;

  /**
   * Returns the number at an index.
   *
   * @throws IllegalArgumentException if the index is not from 0 to size - 1
   */
  public BigInteger apply(BigInteger index) {
    if (index.signum() < 0 || index.compareTo(size) >= 0) {
      throw new IllegalArgumentException(
          "index is %d; the permutation has %d elements, from 0".formatted(index, size));
    }
    BigInteger number = index;
    do {
      number = permute(number);
    } while (number.compareTo(size) >= 0);
    return number;
  }

  /**
   * Applies the Feistel network once. Its domain has at most four times as many numbers as the
   * permutation.
   */
  private BigInteger permute(BigInteger number) {
    int half = Math.max(1, (size.subtract(BigInteger.ONE).bitLength() + 1) / 2);
    BigInteger mask = BigInteger.ONE.shiftLeft(half).subtract(BigInteger.ONE);
    BigInteger left = number.shiftRight(half);
    BigInteger right = number.and(mask);
    for (int round = 0; round < ROUNDS; round++) {
      BigInteger mixed = left.xor(mix(round, right, half).and(mask));
      left = right;
      right = mixed;
    }
    return left.shiftLeft(half).or(right);
  }

  /** Returns the round function: at least {@code bits} pseudorandom bits. */
  private BigInteger mix(int round, BigInteger half, int bits) {
    RandomKey key = seed.fold(round).fold(half.toString());
    BigInteger mixed = BigInteger.ZERO;
    for (int filled = 0; filled < bits; filled += Long.SIZE) {
      BigInteger word = new BigInteger(Long.toUnsignedString(key.fold(filled).bits()));
      mixed = mixed.shiftLeft(Long.SIZE).or(word);
    }
    return mixed;
  }
}
