package dev.trellis.space;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One value for each parameter, in the order of the search space. A value is a {@link Double}, a
 * {@link Long}, a {@link String} or a {@link Boolean}.
 */
public record Assignment(Map<String, Object> values) {
  public Assignment {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /**
   * Returns whether both assignments have the same parameters with the same values. Numbers are
   * compared by value: a number read from storage may have another Java type.
   */
  public boolean hasSameValues(Assignment other) {
    return values.keySet().equals(other.values.keySet())
        && values.entrySet().stream()
            .allMatch(entry -> isSameValue(entry.getValue(), other.value(entry.getKey())));
  }

  private static boolean isSameValue(Object a, Object b) {
    return a instanceof Number x && b instanceof Number y
        ? x.doubleValue() == y.doubleValue()
        : a.equals(b);
  }

  public boolean has(String name) {
    return values.containsKey(name);
  }

  /**
   * Returns the value of a numeric parameter.
   *
   * @throws IllegalArgumentException if no parameter has the name, or if the value is not a number
   */
  public double real(String name) {
    return number(name).doubleValue();
  }

  /**
   * Returns the value of an integer parameter.
   *
   * @throws IllegalArgumentException if no parameter has the name, or if the value is not an
   *     integer within the range of {@code int}
   */
  public int integer(String name) {
    Number number = number(name);
    if (number.doubleValue() != number.intValue()) {
      throw new IllegalArgumentException("%s is %s; expected an integer".formatted(name, number));
    }
    return number.intValue();
  }

  /**
   * Returns the value of a parameter as text.
   *
   * @throws IllegalArgumentException if no parameter has the name
   */
  public String text(String name) {
    return value(name).toString();
  }

  private Number number(String name) {
    if (value(name) instanceof Number number) {
      return number;
    }
    throw new IllegalArgumentException("%s is %s; expected a number".formatted(name, value(name)));
  }

  private Object value(String name) {
    Object value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the assignment has no parameter " + name);
    }
    return value;
  }
}
