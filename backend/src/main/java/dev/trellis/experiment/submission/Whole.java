package dev.trellis.experiment.submission;

import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A whole number within inclusive bounds; 64.0 is taken as 64. */
record Whole(long low, long high) implements ValueType<Long> {
  /** Up to here every double that looks whole is that very number. */
  private static final double EXACT = 0x1.0p53;

  @Override
  public Optional<Long> read(Node node) {
    Optional<Number> number = Real.number(node, phrase());
    if (number.isEmpty()) {
      return Optional.empty();
    }
    if (!isWhole(number.get())) {
      node.reject("%s is not whole; %s is needed".formatted(node.shown(), phrase()));
      return Optional.empty();
    }
    long value = number.get().longValue();
    boolean fits = !(number.get() instanceof BigInteger big) || big.bitLength() < Long.SIZE;
    String outOfRange = "%s is out of range; %s is needed".formatted(node.shown(), phrase());
    if (!fits) {
      node.reject(outOfRange);
      return Optional.empty();
    }
    if ((value < low || value > high) && node.refuses(outOfRange)) {
      return Optional.empty();
    }
    return Optional.of(value);
  }

  private static boolean isWhole(Number number) {
    if (isInteger(number)) {
      return true;
    }
    double value = number.doubleValue();
    return value == Math.rint(value) && Math.abs(value) <= EXACT;
  }

  /** Whether it was written without a fraction. */
  static boolean isInteger(@Nullable Object value) {
    return value instanceof Integer || value instanceof Long || value instanceof BigInteger;
  }

  private String phrase() {
    String from = low == Long.MIN_VALUE ? "" : " from " + low;
    return "a whole number" + from + (high == Long.MAX_VALUE ? "" : " to " + high);
  }

  @Override
  public Object write(Long value) {
    return value;
  }

  @Override
  public Map<String, Object> schema() {
    return Map.of("type", "integer", "minimum", low, "maximum", high);
  }
}
