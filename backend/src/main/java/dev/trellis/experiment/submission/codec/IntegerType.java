package dev.trellis.experiment.submission.codec;

import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A whole number within inclusive bounds; 64.0 is taken as 64. */
public record IntegerType(long low, long high) implements ValueType<Long> {
  /** Up to here every double that looks whole is that very number. */
  private static final double EXACT = 0x1.0p53;

  @Override
  public Optional<Long> read(Node node) {
    Optional<Number> number = RealType.number(node, phrase());
    if (number.isEmpty()) {
      return Optional.empty();
    }
    double rounded = number.get().doubleValue();
    boolean fits =
        number.get() instanceof BigInteger big
            ? big.bitLength() < Long.SIZE
            : Math.abs(rounded) < 0x1.0p63;
    String outOfRange = "%s is out of range; %s is needed".formatted(node.shown(), phrase());
    if (!isInteger(number.get()) && rounded != Math.rint(rounded)) {
      node.reject("%s is not whole; %s is needed".formatted(node.shown(), phrase()));
      return Optional.empty();
    }
    if (!fits) {
      node.reject(outOfRange);
      return Optional.empty();
    }
    long value = number.get().longValue();
    if (!isInteger(number.get()) && Math.abs(rounded) > EXACT && value >= low && value <= high) {
      node.reject(
          "%s may be rounded; write all digits, without exponent and decimal point"
              .formatted(node.shown()));
      return Optional.empty();
    }
    if ((value < low || value > high) && node.refuses(outOfRange)) {
      return Optional.empty();
    }
    return Optional.of(value);
  }

  /** Returns whether the number was written without a fraction. */
  public static boolean isInteger(@Nullable Object value) {
    return value instanceof Integer || value instanceof Long || value instanceof BigInteger;
  }

  private String phrase() {
    return "a whole number from %d to %d".formatted(low, high);
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
