package dev.trellis.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trellis.filter.Filter.All;
import dev.trellis.filter.Filter.Any;
import dev.trellis.filter.Filter.Comparison;
import dev.trellis.filter.Filter.Field;
import dev.trellis.filter.Filter.Missing;
import dev.trellis.filter.Filter.Not;
import dev.trellis.problem.Problem;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterParserTest {
  private static final FilterFields FIELDS =
      FilterFields.none()
          .with("state", List.of("RUNNING", "COMPLETED"))
          .with("best_value", FieldKind.NUMBER)
          .with("name", FieldKind.TEXT)
          .with("tags", FieldKind.TAGS)
          .with("archived", FieldKind.FLAG)
          .with("created_at", FieldKind.TIME)
          .with("parameters.cell", FieldKind.ANY)
          .with("test.*", FieldKind.NUMBER);

  private static final Filter FAST = comparison("tags", FieldKind.TAGS, Operator.EQUAL, "fast");
  private static final Filter BELOW_2 =
      comparison("best_value", FieldKind.NUMBER, Operator.LESS, 2.0);
  private static final Filter RUNNING =
      comparison("state", FieldKind.TEXT, Operator.EQUAL, "RUNNING");

  @Test
  void blank_filter_matches_all_rows() {
    assertThat(parse(null)).isEqualTo(Filter.ALL_ROWS);
    assertThat(parse("  ")).isEqualTo(Filter.ALL_ROWS);
  }

  @Test
  void and_precedes_or_and_parentheses_precede_both() {
    assertThat(parse("tags = fast or best_value < 2 and state = RUNNING"))
        .isEqualTo(new Any(List.of(FAST, new All(List.of(BELOW_2, RUNNING)))));
    assertThat(parse("(tags = fast OR best_value < 2) AND state = RUNNING"))
        .isEqualTo(new All(List.of(new Any(List.of(FAST, BELOW_2)), RUNNING)));
    assertThat(parse("not tags = fast and state = RUNNING"))
        .isEqualTo(new All(List.of(new Not(FAST), RUNNING)));
  }

  @Test
  void word_of_a_fixed_set_ignores_case() {
    assertThat(parse("state = running")).isEqualTo(RUNNING);
  }

  @Test
  void in_is_a_disjunction_and_null_tests_a_missing_value() {
    Filter missing = new Missing(new Field("best_value", "", FieldKind.NUMBER));

    assertThat(parse("state in (RUNNING, COMPLETED)"))
        .isEqualTo(
            new Any(
                List.of(
                    RUNNING, comparison("state", FieldKind.TEXT, Operator.EQUAL, "COMPLETED"))));
    assertThat(parse("state not in (RUNNING)")).isEqualTo(new Not(new Any(List.of(RUNNING))));
    assertThat(parse("best_value is null")).isEqualTo(missing);
    assertThat(parse("best_value is not null")).isEqualTo(new Not(missing));
  }

  @Test
  void value_is_parsed_by_the_type_of_its_field() {
    assertThat(value("best_value = -1.5e-3")).isEqualTo(-0.0015);
    assertThat(value("best_value = NaN")).isEqualTo(Double.NaN);
    assertThat(value("name = 12")).isEqualTo("12");
    assertThat(value("name = 'it is \"so\"'")).isEqualTo("it is \"so\"");
    assertThat(value("archived = TRUE")).isEqualTo(true);
    assertThat(value("created_at > 2026-01-31T12:00:00+01:00"))
        .isEqualTo(Instant.parse("2026-01-31T11:00:00Z"));
    assertThat(value("parameters.cell = 3")).isEqualTo(3.0);
    assertThat(value("parameters.cell = '3'")).isEqualTo("3");
    assertThat(value("parameters.cell = false")).isEqualTo(false);
    assertThat(value("parameters.cell = lstm")).isEqualTo("lstm");
  }

  @Test
  void date_refers_to_its_whole_day() {
    Filter from = time(Operator.AT_LEAST, "2026-01-31T00:00:00Z");
    Filter until = time(Operator.LESS, "2026-02-01T00:00:00Z");
    Filter before = time(Operator.LESS, "2026-01-31T00:00:00Z");
    Filter after = time(Operator.AT_LEAST, "2026-02-01T00:00:00Z");

    assertThat(parse("created_at = 2026-01-31")).isEqualTo(from.and(until));
    assertThat(parse("created_at in (2026-01-31)")).isEqualTo(new Any(List.of(from.and(until))));
    assertThat(parse("created_at != 2026-01-31")).isEqualTo(new Any(List.of(before, after)));
    assertThat(parse("created_at < 2026-01-31")).isEqualTo(before);
    assertThat(parse("created_at <= 2026-01-31")).isEqualTo(until);
    assertThat(parse("created_at > 2026-01-31")).isEqualTo(after);
    assertThat(parse("created_at >= 2026-01-31")).isEqualTo(from);
  }

  private static Filter time(Operator operator, String instant) {
    return comparison("created_at", FieldKind.TIME, operator, Instant.parse(instant));
  }

  @Test
  void doubled_quote_is_a_quote() {
    assertThat(value("name = 'it''s \"so\"'")).isEqualTo("it's \"so\"");
    assertThat(value("name = \"it's \"\"so\"\"\"")).isEqualTo("it's \"so\"");
    assertThat(value("name = ''''")).isEqualTo("'");
    assertThatThrownBy(() -> parse("name = 'it''s")).hasMessageContaining("not closed");
  }

  @Test
  void parameter_rejects_values_of_other_types() {
    FilterFields fields =
        FilterFields.none()
            .with("parameters.layers", FieldKind.NUMBER_PARAMETER)
            .with("parameters.cell", FieldKind.TEXT_PARAMETER);

    for (String wrong : List.of("= '2'", "= two", "= true", "in (1, '2')", "~ 2")) {
      assertThatThrownBy(() -> FilterParser.parse("parameters.layers " + wrong, fields))
          .as(wrong)
          .isInstanceOf(Problem.class);
    }
    assertThat(((Comparison) FilterParser.parse("parameters.layers > 1", fields)).value())
        .isEqualTo(1.0);
    assertThat(((Comparison) FilterParser.parse("parameters.cell = true", fields)).value())
        .isEqualTo("true");
    assertThatThrownBy(() -> FilterParser.parse("parameters.cell > 1", fields))
        .isInstanceOf(Problem.class);
  }

  @Test
  void name_with_a_dot_has_a_key() {
    Comparison comparison = (Comparison) parse("\"test.a loss\" < 1");

    assertThat(comparison.field()).isEqualTo(new Field("test", "a loss", FieldKind.NUMBER));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          best_valu < 2                | 1: unknown field 'best_valu'; did you mean best_value? Known fields: state, best_value
          best_value << 2              | 13: expected a number, got '<'
          best_value ~ 2               | 12: expected one of = != < <= > >= for field best_value, got '~'
          best_value < two             | 14: expected a number, got 'two'
          best_value < 0x10            | 14: expected a number, got '0x10'
          best_value < 2 state = x     | 16: expected 'and', 'or', or the end, got 'state'
          best_value                   | 11: expected one of = != < <= > >= in is, got the end
          state = DONE                 | 9: expected one of RUNNING, COMPLETED, got 'DONE'
          (state = RUNNING             | 17: expected ')', got the end
          state in RUNNING             | 10: expected '(', got 'RUNNING'
          state is not nothing         | 14: expected 'null', got 'nothing'
          name = 'open                 | 8: the quote is not closed
          name = a; drop table trial   | 9: unexpected character ';'
          created_at > yesterday       | 14: expected a time such as 2026-01-31
          created_at > 2026-02-30      | 14: expected a time such as 2026-01-31
          created_at > +12026-01-31    | 14: expected a time such as 2026-01-31
          created_at > -0001-01-31     | 14: expected a time such as 2026-01-31
          created_at > +999999999-01-01T00:00:00Z | 14: expected a time such as 2026-01-31
          archived > true              | 10: expected one of = != for field archived, got '>'
          parameters.cell < lstm       | 19: 'lstm' cannot be compared by <; use < <= > >= for numbers
          parameters.cells = lstm      | 1: unknown field 'parameters.cells'
          and                          | 1: unknown field 'and'
          not                          | 4: expected a field, got the end
          """)
  void error_contains_position_and_expectation(String filter, String message) {
    assertThatThrownBy(() -> parse(filter))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("filter, position " + message);
  }

  @Test
  void depth_and_length_have_limits() {
    assertThatThrownBy(() -> parse("(".repeat(1_000))).hasMessageContaining("50 levels");
    assertThatThrownBy(() -> parse("not ".repeat(400))).hasMessageContaining("50 levels");
    assertThatThrownBy(() -> parse("tags = " + "x".repeat(3_000)))
        .hasMessageContaining("at most 2000 are allowed");
    assertThat(parse("tags = fast" + " or tags = fast".repeat(100))).isInstanceOf(Any.class);
  }

  @Test
  void filter_knows_its_fields() {
    assertThat(parse("not (state = RUNNING or archived = true)").mentions("archived")).isTrue();
    assertThat(parse("state = RUNNING and name is null").mentions("archived")).isFalse();
  }

  private static Filter parse(@Nullable String filter) {
    return FilterParser.parse(filter, FIELDS);
  }

  private static Object value(String filter) {
    return ((Comparison) parse(filter)).value();
  }

  private static Filter comparison(String field, FieldKind kind, Operator operator, Object value) {
    return new Comparison(new Field(field, "", kind), operator, value);
  }
}
