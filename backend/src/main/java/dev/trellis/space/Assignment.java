package dev.trellis.space;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One value for every parameter, in the order of the space. A value is a {@link Double}, a {@link
 * Long}, a {@link String} or a {@link Boolean}.
 */
public record Assignment(Map<String, Object> values) {
  public Assignment {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** Whether all values are the same; whole numbers are of several types once they were stored. */
  public boolean isSameAs(Assignment other) {
    return values.keySet().equals(other.values.keySet())
        && values.entrySet().stream()
            .allMatch(one -> isSame(one.getValue(), other.value(one.getKey())));
  }

  private static boolean isSame(Object a, Object b) {
    return a instanceof Number x && b instanceof Number y
        ? x.doubleValue() == y.doubleValue()
        : a.equals(b);
  }

  public boolean has(String name) {
    return values.containsKey(name);
  }

  /**
   * @throws IllegalArgumentException where there is no number of that name
   */
  public double real(String name) {
    return number(name).doubleValue();
  }

  /**
   * @throws IllegalArgumentException where there is no whole number of that name that fits an int
   */
  public int integer(String name) {
    Number number = number(name);
    if (number.doubleValue() != number.intValue()) {
      throw new IllegalArgumentException(name + " is not a whole number: " + number);
    }
    return number.intValue();
  }

  /**
   * @throws IllegalArgumentException where there is no value of that name
   */
  public String text(String name) {
    return value(name).toString();
  }

  private Number number(String name) {
    if (value(name) instanceof Number number) {
      return number;
    }
    throw new IllegalArgumentException(name + " is not a number: " + value(name));
  }

  private Object value(String name) {
    Object value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no value for parameter " + name);
    }
    return value;
  }
}
