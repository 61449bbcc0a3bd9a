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

  /** Returns an {@link Instant}, or a {@link LocalDate}, which stands for all of that day. */
  private static Optional<Object> time(String text) {
    try {
      if (text.indexOf('T') < 0) {
        LocalDate day = LocalDate.parse(text);
        return isKept(day.getYear()) ? Optional.of(day) : Optional.empty();
      }
      OffsetDateTime time = OffsetDateTime.parse(text);
      return isKept(time.getYear()) ? Optional.of(time.toInstant()) : Optional.empty();
    } catch (DateTimeException noTime) {
      return Optional.empty();
    }
  }

  /** PostgreSQL ends before Java does. */
  private static boolean isKept(int year) {
    return year >= 1 && year <= 9999;
  }

  /** Returns the comparison; with a day, of the day's first and last moment in UTC. */
  static Filter comparison(Filter.Field field, Operator operator, Object value) {
    if (!(value instanceof LocalDate day)) {
      return new Filter.Comparison(field, operator, value);
    }
    Filter before = new Filter.Comparison(field, Operator.LESS, start(day));
    Filter since = new Filter.Comparison(field, Operator.AT_LEAST, start(day));
    Filter through = new Filter.Comparison(field, Operator.LESS, start(day.plusDays(1)));
    Filter after = new Filter.Comparison(field, Operator.AT_LEAST, start(day.plusDays(1)));
    return switch (operator) {
      case EQUAL, CONTAINS -> since.and(through);
      case NOT_EQUAL -> new Filter.Any(List.of(before, after));
      case LESS -> before;
      case AT_MOST -> through;
      case GREATER -> after;
      case AT_LEAST -> since;
    };
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay().toInstant(ZoneOffset.UTC);
  }
}
