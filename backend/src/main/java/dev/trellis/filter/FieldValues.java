package dev.trellis.filter;

import dev.trellis.problem.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads what a field is compared with. */
final class FieldValues {
  private FieldValues() {}

  /**
   * @param words what the value is limited to; empty for no limit
   * @throws Problem where the value is not of the kind
   */
  static Object read(Token token, FieldKind kind, List<String> words) {
    Optional<?> value =
        switch (kind) {
          case NUMBER -> number(token.text());
          case TEXT, TAGS -> words.isEmpty() ? Optional.of(token.text()) : word(token, words);
          case FLAG -> flag(token.text());
          case TIME -> time(token.text());
          case ANY -> Optional.of(any(token));
        };
    return value.orElseThrow(
        () ->
            FilterParser.mistake(
                token.position(),
                "%s is needed, not %s"
                    .formatted(
                        words.isEmpty() ? kind.description() : "one of " + String.join(", ", words),
                        token.shown())));
  }

  /** Numbers have an order, texts have parts, and both can be the same. */
  static boolean compares(Operator operator, Object value) {
    return switch (operator) {
      case EQUAL, NOT_EQUAL -> true;
      case CONTAINS -> value instanceof String;
      case LESS, AT_MOST, GREATER, AT_LEAST -> value instanceof Double;
    };
  }

  private static Object any(Token token) {
    if (token.kind() == Token.Kind.QUOTED) {
      return token.text();
    }
    Optional<Object> number = number(token.text()).map(value -> value);
    return number.or(() -> flag(token.text())).orElse(token.text());
  }

  private static Optional<Double> number(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "nan" -> Optional.of(Double.NaN);
      case "infinity", "inf" -> Optional.of(Double.POSITIVE_INFINITY);
      case "-infinity", "-inf" -> Optional.of(Double.NEGATIVE_INFINITY);
      default ->
          text.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?")
              ? Optional.of(Double.parseDouble(text))
              : Optional.empty();
    };
  }

  private static Optional<Boolean> flag(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  private static Optional<String> word(Token token, List<String> words) {
    return words.stream().filter(word -> word.equalsIgnoreCase(token.text())).findFirst();
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(
          text.indexOf('T') < 0
              ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
              : OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException noTime) {
      return Optional.empty();
    }
  }
}
