package dev.trellis.space.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.trellis.testing.RandomInputs;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {
  private static final Map<String, Type> NAMES =
      Map.of("layers", Type.NUMBER, "hidden_units", Type.NUMBER, "cell", Type.STRING);
  private static final Map<String, Object> VALUES =
      Map.of("layers", 2L, "hidden_units", 128L, "cell", "lstm");

  private static final String PRINTABLE =
      IntStream.rangeClosed(' ', '~').mapToObj(Character::toString).collect(Collectors.joining());

  private static boolean isSatisfied(String source) {
    return Expression.parse(source, NAMES).isSatisfiedBy(VALUES::get);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "layers > 1",
        "layers * hidden_units <= 256",
        "layers+1==3",
        "hidden_units % 64 == 0",
        "hidden_units / layers == 64",
        "-layers < 0",
        "1e2 < hidden_units",
        "2 * (layers + 1) == 6",
        "layers - 1 - 1 == 0",
        "cell == 'lstm'",
        "cell != \"gru\"",
        "cell in ['gru', 'lstm']",
        "layers in [1, 2]",
        "layers < 2 or hidden_units > 64",
        "not layers < 2 and cell == 'lstm'",
        "layers > 9 and layers > 8 or true",
        "!(layers == 1) && (false || true)",
        "not not true",
        "0.1 + 0.2 == 0.3",
        "0.3 - 0.2 <= 0.1",
        "0.3 / 0.1 == 3",
        "0.3 % 0.1 == 0",
        "-0.7 % 0.5 == 0.3",
        "3 * 0.1 <= 0.3"
      })
  void expression_is_true(String source) {
    assertThat(isSatisfied(source)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "layers > 2",
        "cell == 'LSTM'",
        "not cell in ['lstm']",
        "true and false",
        "layers / 0 < 1",
        "0 / 0 == 0 / 0",
        "true or true and false == true"
      })
  void expression_is_false(String source) {
    assertThat(isSatisfied(source)).isEqualTo(source.startsWith("true or"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "layers >           | 9  | expected a parameter or a value, got the end",
        "layers > 1 2       | 12 | expected an operator or the end of the expression, got 2",
        "layers = 2         | 8  | = is not an operator; write == to compare",
        "layers > 1 & true  | 12 | & is not an operator; write and, or",
        "cell == 'lstm      | 9  | the quotation mark has no closing quotation mark",
        "layers # 2         | 8  | unexpected character #",
        "depth > 1          | 1  | unknown parameter depth",
        "layers             | 1  | the expression is a number; expected a condition, such as layers > 1",
        "cell > 'a'         | 6  | operator > expects a number, got a string",
        "layers == 'two'    | 8  | operator == compares a number with a string; both must have the same type",
        "layers and true    | 8  | operator and expects a boolean, got a number",
        "not layers         | 1  | operator not expects a boolean, got a number",
        "1 < layers < 3     | 12 | a comparison follows a comparison; join comparisons with and",
        "(layers > 1        | 12 | expected ), got the end",
        "layers in [1, 'a'] | 8  | operator in compares a number with a string; both must have the same type",
        "layers in 1        | 11 | expected [, got 1",
        "and                | 1  | expected a parameter or a value, got and"
      })
  void error_has_a_message_and_a_position(String source, int position, String message) {
    var error =
        catchThrowableOfType(
            ExpressionSyntaxException.class, () -> Expression.parse(source, NAMES));
    assertThat(error).hasMessage(message);
    assertThat(error.position()).isEqualTo(position);
  }

  @Test
  void unknown_parameter_is_reported_by_name() {
    var error =
        catchThrowableOfType(
            ExpressionSyntaxException.class, () -> Expression.parse("1 < depth", NAMES));
    assertThat(error.unknownName()).isEqualTo("depth");
  }

  @Test
  void excessive_depth_and_length_are_errors() {
    for (String hostile :
        new String[] {"(".repeat(400), "not ".repeat(100), "-".repeat(400), "1+".repeat(300)}) {
      assertThat(catchThrowableOfType(ExpressionSyntaxException.class, () -> isSatisfied(hostile)))
          .isNotNull();
    }
  }

  /**
   * For any text, parsing either succeeds or throws an exception with a position within the text.
   */
  @Test
  void any_text_is_evaluated_or_has_an_error_position() {
    RandomInputs.check(
        2000,
        inputs -> {
          String middle = inputs.text(PRINTABLE, 30);
          String source = "layers" + middle;
          try {
            isSatisfied(source);
          } catch (ExpressionSyntaxException error) {
            assertThat(error.position()).isBetween(1, source.length() + 1);
            assertThat(error).hasMessageMatching(".+");
          }
        });
  }

  @Test
  void expression_keeps_names_and_source() {
    Expression expression = Expression.parse("layers  > 1 and cell in ['lstm']", NAMES);
    assertThat(expression.parameterNames()).containsExactly("layers", "cell");
    assertThat(expression).hasToString("layers  > 1 and cell in ['lstm']");
  }
}
