package dev.trellis.space;

import dev.trellis.space.expression.Type;
import java.util.Collections;
import java.util.List;

/**
 * A categorical parameter: a choice from a list of values.
 *
 * @param probabilities probability of each value, in the order of the values; the sum is 1
 */
public record Choice(String name, List<Object> values, List<Double> probabilities)
    implements Parameter {
  private static final double ROUNDING = 1e-9;

  /**
   * @throws IllegalArgumentException if there are no values, or if the probabilities are not one
   *     positive number for each value with sum 1
   */
  public Choice {
    values = List.copyOf(values);
    probabilities = List.copyOf(probabilities);
    if (values.isEmpty()) {
      throw new IllegalArgumentException(
          name + ": the list of values is empty; a choice needs at least one value");
    }
    double sum = probabilities.stream().mapToDouble(Double::doubleValue).sum();
    if (probabilities.size() != values.size()
        || probabilities.stream().anyMatch(probability -> !(probability > 0))
        || !(Math.abs(sum - 1) <= ROUNDING)) {
      throw new IllegalArgumentException(
          "%s: probabilities are %s; expected a positive number for each value, with sum 1"
              .formatted(name, probabilities));
    }
  }

  /** Creates a choice with equal probabilities. */
  public Choice(String name, List<Object> values) {
    this(name, values, Collections.nCopies(values.size(), 1.0 / values.size()));
  }

  /** Returns whether all values have equal probabilities. */
  public boolean isUniform() {
    return probabilities.stream().distinct().count() == 1;
  }

  /** Returns whether the values are numbers in ascending order. */
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
  public Object valueAt(double position) {
    if (isUniform()) {
      return values.get((int) (position * values.size()));
    }
    double cumulative = 0;
    for (int i = 0; i < values.size() - 1; i++) {
      cumulative += probabilities.get(i);
      if (position < cumulative) {
        return values.get(i);
      }
    }
    return values.get(values.size() - 1);
  }

  /** Returns an empty interval if the value is not listed. */
  @Override
  public Interval intervalOf(Object value) {
    double low = 0;
    for (int i = 0; i < values.size(); i++) {
      if (isSameValue(values.get(i), value)) {
        return Interval.of(low, low + probabilities.get(i));
      }
      low += probabilities.get(i);
    }
    return new Interval(0, 0);
  }

  /** Compares numbers by value: a number read from storage may have another Java type. */
  private static boolean isSameValue(Object a, Object b) {
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
