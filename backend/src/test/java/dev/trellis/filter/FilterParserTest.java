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
  void nothing_asked_is_everything() {
    assertThat(parse(null)).isEqualTo(Filter.EVERYTHING);
    assertThat(parse("  ")).isEqualTo(Filter.EVERYTHING);
  }

  @Test
  void and_binds_tighter_than_or_and_brackets_tighter_than_both() {
    assertThat(parse("tags = fast or best_value < 2 and state = RUNNING"))
        .isEqualTo(new Any(List.of(FAST, new All(List.of(BELOW_2, RUNNING)))));
    assertThat(parse("(tags = fast OR best_value < 2) AND state = RUNNING"))
        .isEqualTo(new All(List.of(new Any(List.of(FAST, BELOW_2)), RUNNING)));
    assertThat(parse("not tags = fast and state = RUNNING"))
        .isEqualTo(new All(List.of(new Not(FAST), RUNNING)));
  }

  @Test
  void words_of_a_state_are_found_in_any_case() {
    assertThat(parse("state = running")).isEqualTo(RUNNING);
  }

  @Test
  void in_is_one_of_several_and_null_is_missing() {
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
  void a_value_is_read_as_the_kind_of_its_field() {
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
  void date_stands_for_its_whole_day() {
    Filter since = time(Operator.AT_LEAST, "2026-01-31T00:00:00Z");
    Filter through = time(Operator.LESS, "2026-02-01T00:00:00Z");
    Filter before = time(Operator.LESS, "2026-01-31T00:00:00Z");
    Filter after = time(Operator.AT_LEAST, "2026-02-01T00:00:00Z");

    assertThat(parse("created_at = 2026-01-31")).isEqualTo(since.and(through));
    assertThat(parse("created_at in (2026-01-31)")).isEqualTo(new Any(List.of(since.and(through))));
    assertThat(parse("created_at != 2026-01-31")).isEqualTo(new Any(List.of(before, after)));
    assertThat(parse("created_at < 2026-01-31")).isEqualTo(before);
    assertThat(parse("created_at <= 2026-01-31")).isEqualTo(through);
    assertThat(parse("created_at > 2026-01-31")).isEqualTo(after);
    assertThat(parse("created_at >= 2026-01-31")).isEqualTo(since);
  }

  private static Filter time(Operator operator, String instant) {
    return comparison("created_at", FieldKind.TIME, operator, Instant.parse(instant));
  }

  @Test
  void quote_inside_quotes_is_written_twice() {
    assertThat(value("name = 'it''s \"so\"'")).isEqualTo("it's \"so\"");
    assertThat(value("name = \"it's \"\"so\"\"\"")).isEqualTo("it's \"so\"");
    assertThat(value("name = ''''")).isEqualTo("'");
    assertThatThrownBy(() -> parse("name = 'it''s")).hasMessageContaining("does not end");
  }

  @Test
  void parameter_is_compared_with_values_of_its_type_only() {
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
  void a_field_with_a_dot_has_a_key() {
    Comparison comparison = (Comparison) parse("\"test.a loss\" < 1");

    assertThat(comparison.field()).isEqualTo(new Field("test", "a loss", FieldKind.NUMBER));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          best_valu < 2                | 1: there is no field 'best_valu'; did you mean best_value? There are state, best_value
          best_value << 2              | 13: a number is needed, not '<'
          best_value ~ 2               | 12: = != < <= > >= for this field is needed, not '~'
          best_value < two             | 14: a number is needed, not 'two'
          best_value < 0x10            | 14: a number is needed, not '0x10'
          best_value < 2 state = x     | 16: and, or, or the end is needed, not 'state'
          best_value                   | 11: = != < <= > >=, in, or is null is needed, not the end
          state = DONE                 | 9: one of RUNNING, COMPLETED is needed, not 'DONE'
          (state = RUNNING             | 17: ')' is needed, not the end
          state in RUNNING             | 10: '(' is needed, not 'RUNNING'
          state is not nothing         | 14: 'null' is needed, not 'nothing'
          name = 'open                 | 8: the quote that begins here does not end
          name = a; drop table trial   | 9: ';' means nothing here
          created_at > yesterday       | 14: a time such as 2026-01-31
          created_at > 2026-02-30      | 14: a time such as 2026-01-31
          created_at > +12026-01-31    | 14: a time such as 2026-01-31
          created_at > -0001-01-31     | 14: a time such as 2026-01-31
          created_at > +999999999-01-01T00:00:00Z | 14: a time such as 2026-01-31
          archived > true              | 10: = != for this field is needed, not '>'
          parameters.cell < lstm       | 19: 'lstm' does not go with <; numbers are ordered
          parameters.cells = lstm      | 1: there is no field 'parameters.cells'
          and                          | 1: there is no field 'and'
          not                          | 4: a field is needed, not the end
          """)
  void a_mistake_is_told_with_its_place_and_what_is_allowed(String filter, String message) {
    assertThatThrownBy(() -> parse(filter))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("filter, position " + message);
  }

  @Test
  void depth_and_length_have_limits() {
    assertThatThrownBy(() -> parse("(".repeat(1_000))).hasMessageContaining("50 levels");
    assertThatThrownBy(() -> parse("not ".repeat(400))).hasMessageContaining("50 levels");
    assertThatThrownBy(() -> parse("tags = " + "x".repeat(3_000)))
        .hasMessageContaining("at most 2000 are read");
    assertThat(parse("tags = fast" + " or tags = fast".repeat(100))).isInstanceOf(Any.class);
  }

  @Test
  void it_knows_which_fields_it_asks_about() {
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
