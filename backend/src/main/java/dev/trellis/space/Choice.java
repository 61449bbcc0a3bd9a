package dev.trellis.space;

import dev.trellis.space.expression.Type;
import java.util.Collections;
import java.util.List;

/**
 * One of a few listed values.
 *
 * @param shares how likely each is, in the order of the values; they sum to 1
 */
public record Choice(String name, List<Object> values, List<Double> shares) implements Parameter {
  private static final double ROUNDING = 1e-9;

  /**
   * @throws IllegalArgumentException where there is nothing to choose from, or the shares are not
   *     one a value, above 0, and 1 in all
   */
  public Choice {
    values = List.copyOf(values);
    shares = List.copyOf(shares);
    if (values.isEmpty()) {
      throw new IllegalArgumentException(name + ": no values to choose from");
    }
    double sum = shares.stream().mapToDouble(Double::doubleValue).sum();
    if (shares.size() != values.size()
        || shares.stream().anyMatch(share -> !(share > 0))
        || !(Math.abs(sum - 1) <= ROUNDING)) {
      throw new IllegalArgumentException(name + ": no shares of 1: " + shares);
    }
  }

  /** All equally likely. */
  public Choice(String name, List<Object> values) {
    this(name, values, Collections.nCopies(values.size(), 1.0 / values.size()));
  }

  /** Whether one is as likely as any other. */
  public boolean isEven() {
    return shares.stream().distinct().count() == 1;
  }

  /** Whether the values are numbers from the smallest to the largest. */
  public boolean isAscending() {
    for (int i = 0; i < values.size(); i++) {
      if (!(values.get(i) instanceof Number number)
          || (i > 0 && number.doubleValue() <= ((Number) values.get(i - 1)).doubleValue())) {
        return false;
      }
    }
    return true;
  }

  @Override
  public Type type() {
    return Type.of(values.get(0));
  }

  @Override
  public Object at(double position) {
    if (isEven()) {
      return values.get((int) (position * values.size()));
    }
    double passed = 0;
    for (int i = 0; i < values.size() - 1; i++) {
      passed += shares.get(i);
      if (position < passed) {
        return values.get(i);
      }
    }
    return values.get(values.size() - 1);
  }

  /** A value that is not listed has no positions. */
  @Override
  public Stretch positionsOf(Object value) {
    double low = 0;
    for (int i = 0; i < values.size(); i++) {
      if (isSame(values.get(i), value)) {
        return Stretch.of(low, low + shares.get(i));
      }
      low += shares.get(i);
    }
    return new Stretch(0, 0);
  }

  /** Whole numbers are of several types once they were stored. */
  private static boolean isSame(Object a, Object b) {
    return a instanceof Number x && b instanceof Number y
        ? x.doubleValue() == y.doubleValue()
        : a.equals(b);
  }

  @Override
  public long gridSize() {
    return values.size();
  }

  @Override
  public Object gridValue(long index) {
    return values.get(Math.toIntExact(index));
  }
}
