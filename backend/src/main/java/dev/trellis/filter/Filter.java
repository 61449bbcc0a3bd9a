package dev.trellis.filter;

import java.util.List;
import java.util.stream.Stream;

/**
 * A condition on the rows of a list. A comparison with something that a row has not got does not
 * hold, whatever the operator; {@link Not} turns that round like anything else.
 */
public sealed interface Filter {
  /** Holds for every row. */
  Filter EVERYTHING = new All(List.of());

  /** All parts hold; so does an empty one. */
  record All(List<Filter> parts) implements Filter {
    public All {
      parts = List.copyOf(parts);
    }
  }

  /** At least one part holds. */
  record Any(List<Filter> parts) implements Filter {
    public Any {
      parts = List.copyOf(parts);
    }
  }

  record Not(Filter part) implements Filter {}

  /**
   * @param value of the kind of the field: a {@link Double}, {@link String}, {@link Boolean} or
   *     {@link java.time.Instant}; for {@link FieldKind#ANY} one of the first three
   */
  record Comparison(Field field, Operator operator, Object value) implements Filter {}

  /** The row has no value for the field. */
  record Missing(Field field) implements Filter {}

  /**
   * @param key what follows the dot in {@code parameters.learning_rate}; empty for a plain field
   */
  record Field(String name, String key, FieldKind kind) {}

  /** Both hold. */
  default Filter and(Filter other) {
    return new All(List.of(this, other));
  }

  /** Whether the field of that name is asked about anywhere. */
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
