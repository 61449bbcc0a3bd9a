package dev.trellis.filter;

import java.util.List;
import java.util.stream.Stream;

/**
 * Condition on the rows of a list. If a row has no value for a field, every comparison of that
 * field is false, whichever operator it has, and its negation with {@link Not} is true.
 */
public sealed interface Filter {
  /** Filter that is true for every row. */
  Filter ALL_ROWS = new All(List.of());

  /** Conjunction: true if all parts are true, or if it has no parts. */
  record All(List<Filter> parts) implements Filter {
    public All {
      parts = List.copyOf(parts);
    }
  }

  /** Disjunction: true if at least one part is true. */
  record Any(List<Filter> parts) implements Filter {
    public Any {
      parts = List.copyOf(parts);
    }
  }

  /** Negation: true if the part is false. */
  record Not(Filter part) implements Filter {}

  /**
   * Comparison of a field with a value.
   *
   * @param value value of the type of the field: a {@link Double}, {@link String}, {@link Boolean}
   *     or {@link java.time.Instant}; for {@link FieldKind#ANY} not an instant
   */
  record Comparison(Field field, Operator operator, Object value) implements Filter {}

  /** Test for a missing value: true if the row has no value for the field. */
  record Missing(Field field) implements Filter {}

  /**
   * Field of a row.
   *
   * @param name name of the field, such as {@code parameters} in {@code parameters.learning_rate}
   * @param key part after the dot, such as {@code learning_rate}; empty if the name has no dot
   * @param kind type of the field
   */
  record Field(String name, String key, FieldKind kind) {}

  /** Returns the conjunction of this filter and another filter. */
  default Filter and(Filter other) {
    return new All(List.of(this, other));
  }

  /** Returns true if any part of this filter refers to the field. */
  default boolean mentions(String field) {
    return fields().anyMatch(mentioned -> mentioned.name().equals(field));
  }

  private Stream<Field> fields() {
    if (this instanceof All all) {
      return all.parts.stream().flatMap(Filter::fields);
    }
    if (this instanceof Any any) {
      return any.parts.stream().flatMap(Filter::fields);
    }
    if (this instanceof Not not) {
      return not.part.fields();
    }
    return Stream.of(
        this instanceof Comparison comparison ? comparison.field : ((Missing) this).field);
  }
}
