package dev.trellis.space.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {
  private static final Map<String, Type> NAMES =
      Map.of("layers", Type.NUMBER, "hidden_units", Type.NUMBER, "cell", Type.WORD);
  private static final Map<String, Object> VALUES =
      Map.of("layers", 2L, "hidden_units", 128L, "cell", "lstm");

  private static boolean holds(String source) {
    return Expression.parse(source, NAMES).holds(VALUES::get);
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
  void it_holds(String source) {
    assertThat(holds(source)).isTrue();
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
  void it_does_not_hold(String source) {
    assertThat(holds(source)).isEqualTo(source.startsWith("true or"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "layers >           | 9  | the end stands where a parameter or a value is needed",
        "layers > 1 2       | 12 | 2 stands where an operator or the end is needed",
        "layers = 2         | 8  | = is no comparison; write == for equal",
        "layers > 1 & true  | 12 | & is no operator; write and, or",
        "cell == 'lstm      | 9  | the quote that starts here has no end",
        "layers # 2         | 8  | # has no meaning here",
        "depth > 1          | 1  | depth is no parameter",
        "layers             | 1  | this is a number, not a condition; compare it with something",
        "cell > 'a'         | 6  | > takes a number on either side, not a word",
        "layers == 'two'    | 8  | == compares a number with a word, which are never equal",
        "layers and true    | 8  | and takes a comparison on either side, not a number",
        "not layers         | 1  | not takes a comparison on either side, not a number",
        "1 < layers < 3     | 12 | a second comparison follows; join two with and",
        "(layers > 1        | 12 | the end stands where ) is needed",
        "layers in [1, 'a'] | 8  | in compares a number with a word, which are never equal",
        "layers in 1        | 11 | 1 stands where [ is needed",
        "and                | 1  | and stands where a parameter or a value is needed"
      })
  void a_mistake_is_told_with_its_place(String source, int position, String message) {
    var mistake =
        catchThrowableOfType(ExpressionMistake.class, () -> Expression.parse(source, NAMES));
    assertThat(mistake).hasMessage(message);
    assertThat(mistake.position()).isEqualTo(position);
  }

  @Test
  void an_unknown_name_is_told_apart() {
    var mistake =
        catchThrowableOfType(ExpressionMistake.class, () -> Expression.parse("1 < depth", NAMES));
    assertThat(mistake.unknownName()).isEqualTo("depth");
  }

  @Test
  void hostile_depth_and_length_are_mistakes() {
    for (String hostile :
        new String[] {"(".repeat(400), "not ".repeat(100), "-".repeat(400), "1+".repeat(300)}) {
      assertThat(catchThrowableOfType(ExpressionMistake.class, () -> holds(hostile))).isNotNull();
    }
  }

  /** Whatever the text, there is an answer or a mistake with a place in it. */
  @Property(tries = 2000)
  void no_text_does_anything_else(
      @ForAll @StringLength(max = 30) @CharRange(from = ' ', to = '~') String middle) {
    String source = "layers" + middle;
    try {
      holds(source);
    } catch (ExpressionMistake mistake) {
      assertThat(mistake.position()).isBetween(1, source.length() + 1);
      assertThat(mistake).hasMessageMatching(".+");
    }
  }

  @Test
  void it_knows_the_names_it_looks_at_and_how_it_was_written() {
    Expression expression = Expression.parse("layers  > 1 and cell in ['lstm']", NAMES);
    assertThat(expression.names()).containsExactly("layers", "cell");
    assertThat(expression).hasToString("layers  > 1 and cell in ['lstm']");
  }
}
