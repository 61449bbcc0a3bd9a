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

/** Parses the values of comparisons by the type of the field. */
final class FieldValues {
  private FieldValues() {}

  /**
   * Returns the value of a token: a {@link Double}, {@link String}, {@link Boolean}, {@link
   * Instant}, or {@link LocalDate}.
   *
   * @param words allowed words; empty if any text is allowed
   * @throws Problem if the token is not a value of this type
   */
  static Object read(Token token, FieldKind kind, List<String> words) {
    Optional<?> value =
        switch (kind) {
          case NUMBER -> number(token.text());
          case NUMBER_PARAMETER ->
              token.kind() == Token.Kind.QUOTED ? Optional.empty() : number(token.text());
          case TEXT, TEXT_PARAMETER, TAGS ->
              words.isEmpty() ? Optional.of(token.text()) : word(token, words);
          case FLAG -> flag(token.text());
          case TIME -> time(token.text());
          case ANY -> Optional.of(any(token));
        };
    return value.orElseThrow(
        () ->
            FilterParser.error(
                token.position(),
                "expected %s, got %s"
                    .formatted(
                        words.isEmpty() ? kind.description() : "one of " + String.join(", ", words),
                        token.shown())));
  }

  /** Returns true if the operator supports the type of the value. */
  static boolean supports(Operator operator, Object value) {
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

  /** Returns an {@link Instant} if the text contains a time of day, else a {@link LocalDate}. */
  private static Optional<Object> time(String text) {
    try {
      if (text.indexOf('T') < 0) {
        LocalDate day = LocalDate.parse(text);
        return isSupported(day.getYear()) ? Optional.of(day) : Optional.empty();
      }
      OffsetDateTime time = OffsetDateTime.parse(text);
      return isSupported(time.getYear()) ? Optional.of(time.toInstant()) : Optional.empty();
    } catch (DateTimeException notATime) {
      return Optional.empty();
    }
  }

  /** Returns true for years 1 to 9999; PostgreSQL supports fewer years than Java. */
  private static boolean isSupported(int year) {
    return year >= 1 && year <= 9999;
  }

  /**
   * Returns a comparison of a field and a value. If the value is a {@link LocalDate}, the
   * comparison refers to the whole day in UTC.
   */
  static Filter comparison(Filter.Field field, Operator operator, Object value) {
    if (!(value instanceof LocalDate day)) {
      return new Filter.Comparison(field, operator, value);
    }
    Filter beforeDay = new Filter.Comparison(field, Operator.LESS, startOf(day));
    Filter fromDay = new Filter.Comparison(field, Operator.AT_LEAST, startOf(day));
    Filter untilEndOfDay = new Filter.Comparison(field, Operator.LESS, startOf(day.plusDays(1)));
    Filter afterDay = new Filter.Comparison(field, Operator.AT_LEAST, startOf(day.plusDays(1)));
    return switch (operator) {
      case EQUAL, CONTAINS -> fromDay.and(untilEndOfDay);
      case NOT_EQUAL -> new Filter.Any(List.of(beforeDay, afterDay));
      case LESS -> beforeDay;
      case AT_MOST -> untilEndOfDay;
      case GREATER -> afterDay;
      case AT_LEAST -> fromDay;
    };
  }

  private static Instant startOf(LocalDate day) {
    return day.atStartOfDay().toInstant(ZoneOffset.UTC);
  }
}
