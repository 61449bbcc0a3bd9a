package dev.trellis.experiment.jdbc;

import dev.trellis.filter.Filter;
import dev.trellis.filter.Operator;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Filter as a condition in SQL; the typed values are bound parameters. */
final class FilterSql {
  private final UnaryOperator<String> columns;
  private final Map<String, Object> parameters = new HashMap<>();
  private final String condition;

  private FilterSql(Filter filter, UnaryOperator<String> columns) {
    this.columns = columns;
    this.condition = sql(filter);
  }

  /**
   * @param columns expression for each field; {@code %s} in it stands for the field's key
   */
  static FilterSql of(Filter filter, Map<String, String> columns) {
    return new FilterSql(filter, columns::get);
  }

  /** To stand after {@code where}. */
  String condition() {
    return condition;
  }

  /** Returns the parameters that {@link #condition} refers to by name. */
  Map<String, Object> parameters() {
    return parameters;
  }

  private String sql(Filter filter) {
    if (filter instanceof Filter.All all) {
      return all.parts().isEmpty() ? "true" : joined(all.parts(), " and ");
    }
    if (filter instanceof Filter.Any any) {
      return joined(any.parts(), " or ");
    }
    if (filter instanceof Filter.Not not) {
      return "not coalesce(%s, false)".formatted(sql(not.part()));
    }
    if (filter instanceof Filter.Missing missing) {
      return missing.field().kind().isSet()
          ? "cardinality(%s) = 0".formatted(column(missing.field()))
          : "%s is null".formatted(column(missing.field()));
    }
    return comparison((Filter.Comparison) filter);
  }

  private String joined(List<Filter> parts, String by) {
    return parts.stream().map(this::sql).collect(Collectors.joining(by, "(", ")"));
  }

  private String comparison(Filter.Comparison comparison) {
    String column = column(comparison.field());
    Operator operator = comparison.operator();
    return switch (comparison.field().kind()) {
      case NUMBER -> number(column, operator, comparison.value());
      case TEXT -> text(column, operator, comparison.value());
      case FLAG -> "%s %s %s".formatted(column, symbol(operator), bound(comparison.value()));
      case TIME ->
          "%s %s %s"
              .formatted(
                  column,
                  symbol(operator),
                  bound(((Instant) comparison.value()).atOffset(ZoneOffset.UTC)));
      case TAGS -> tags(column, operator, comparison.value());
      case ANY, NUMBER_PARAMETER, TEXT_PARAMETER -> any(column, operator, comparison.value());
    };
  }

  /** PostgreSQL takes NaN for the largest number; here it is above nothing. */
  private String number(String column, Operator operator, Object value) {
    String comparison = "%s %s %s::float8".formatted(column, symbol(operator), bound(value));
    boolean upward = operator == Operator.GREATER || operator == Operator.AT_LEAST;
    return upward ? "(%s and %s < 'NaN'::float8)".formatted(comparison, column) : comparison;
  }

  private String text(String column, Operator operator, Object value) {
    return operator == Operator.CONTAINS
        ? "position(lower(%s) in lower(%s)) > 0".formatted(bound(value), column)
        : "%s %s %s".formatted(column, symbol(operator), bound(value));
  }

  private String tags(String column, Operator operator, Object value) {
    return switch (operator) {
      case NOT_EQUAL -> "not (%s = any(%s))".formatted(bound(value), column);
      case CONTAINS ->
          "exists (select from unnest(%s) tag where %s)"
              .formatted(column, text("tag", operator, value));
      default -> "%s = any(%s)".formatted(bound(value), column);
    };
  }

  /** A value of another type than the one compared with does not hold. */
  private String any(String column, Operator operator, Object value) {
    if (value instanceof Double) {
      return number(typed(column, "number", "(%s)::float8"), operator, value);
    }
    if (value instanceof Boolean) {
      return "%s %s %s"
          .formatted(typed(column, "boolean", "(%s)::boolean"), symbol(operator), bound(value));
    }
    return text(typed(column, "string", "%s #>> '{}'"), operator, value);
  }

  private static String typed(String column, String type, String read) {
    return "case jsonb_typeof(%s) when '%s' then %s end"
        .formatted(column, type, read.formatted(column));
  }

  private String column(Filter.Field field) {
    String column = columns.apply(field.name());
    return field.key().isEmpty() ? column : column.formatted(bound(field.key()));
  }

  private static String symbol(Operator operator) {
    return operator == Operator.NOT_EQUAL ? "<>" : operator.symbol();
  }

  private String bound(Object value) {
    String name = "filter" + parameters.size();
    parameters.put(name, value);
    return ":" + name;
  }
}
