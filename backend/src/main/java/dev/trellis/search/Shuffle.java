package dev.trellis.search;

import java.math.BigInteger;

/**
 * The numbers from 0 to {@code size} - 1 in an order that looks random, without holding them: a
 * Feistel network of four rounds over the next even number of bits, walked until it lands inside
 * (cycle walking: Black and Rogaway, "Ciphers with arbitrary finite domains", CT-RSA 2002).
 */
record Shuffle(Entropy seed, BigInteger size) {
  private static final int ROUNDS = 4;

  /**
   * The number at a place.
   *
   * @throws IllegalArgumentException for a place that is not from 0 to size - 1
   */
  BigInteger at(BigInteger place) {
    if (place.signum() < 0 || place.compareTo(size) >= 0) {
      throw new IllegalArgumentException("no place %d among %d".formatted(place, size));
    }
    BigInteger number = place;
    do {
      number = permuted(number);
    } while (number.compareTo(size) >= 0);
    return number;
  }

  /** One of as many numbers as the two halves have bits for; never more than four times size. */
  private BigInteger permuted(BigInteger number) {
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

  private BigInteger mix(int round, BigInteger half, int bits) {
    Entropy path = seed.with(round).with(half.toString());
    BigInteger mixed = BigInteger.ZERO;
    for (int filled = 0; filled < bits; filled += Long.SIZE) {
      BigInteger more = new BigInteger(Long.toUnsignedString(path.with(filled).bits()));
      mixed = mixed.shiftLeft(Long.SIZE).or(more);
    }
    return mixed;
  }
}
