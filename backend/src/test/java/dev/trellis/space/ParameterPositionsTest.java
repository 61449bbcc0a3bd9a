package dev.trellis.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ParameterPositionsTest {
  static List<Parameter> parameters() {
    return List.of(
        new FloatRange("a", -2, 5, Scale.LINEAR, 0),
        new FloatRange("b", 1e-4, 1e-1, Scale.LOG, 0),
        new FloatRange("c", 0.1, 0.5, Scale.LINEAR, 0.1),
        new FloatRange("d", 0.1, 0.5, Scale.LOG, 0.1),
        new IntRange("e", 1, 7, Scale.LINEAR, 2),
        new IntRange("f", 1, 300, Scale.LOG, 1),
        new Choice("g", List.of(64L, 32L, 128L)),
        new Choice("h", List.of("x", "y"), List.of(0.9, 0.1)),
        new Constant("i", 3L));
  }

  @ParameterizedTest
  @MethodSource("parameters")
  void interval_of_a_value_contains_its_position(Parameter parameter) {
    for (double position = 0.001; position < 1; position += 0.0101) {
      Interval interval = parameter.intervalOf(parameter.valueAt(position));
      assertThat(position).isBetween(interval.low() - 1e-9, interval.high() + 1e-9);
      assertThat(parameter.gridSize() == Parameter.UNCOUNTABLE).isEqualTo(interval.width() == 0);
    }
  }

  @ParameterizedTest
  @MethodSource("parameters")
  void intervals_of_all_values_cover_the_axis(Parameter parameter) {
    double sum = 0;
    for (long index = 0; index < parameter.gridSize(); index++) {
      sum += parameter.intervalOf(parameter.gridValue(index)).width();
    }
    assertThat(sum).isCloseTo(parameter.gridSize() > 0 ? 1 : 0, within(1e-9));
  }

  @Test
  void value_off_the_axis_has_an_empty_interval() {
    Parameter range = new IntRange("n", 1, 7, Scale.LINEAR, 2);
    assertThat(range.intervalOf(100L)).isEqualTo(new Interval(1, 1));
    assertThat(new Choice("c", List.of("x")).intervalOf("z").width()).isZero();
  }

  @Test
  void stored_integer_is_found_as_any_number_type() {
    Parameter choice = new Choice("c", List.of(16L, 32L));
    assertThat(choice.intervalOf(32)).isEqualTo(choice.intervalOf(32L));
  }

  @Test
  void values_are_drawn_by_their_probabilities() {
    Choice choice = new Choice("c", List.of("x", "y", "z"), List.of(0.5, 0.2, 0.3));
    assertThat(choice.valueAt(0.49)).isEqualTo("x");
    assertThat(choice.valueAt(0.51)).isEqualTo("y");
    assertThat(choice.valueAt(0.71)).isEqualTo("z");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Choice("c", List.of("x", "y"), List.of(0.5, 0.6)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Choice("c", List.of("x", "y"), List.of(1.0, 0.0)));
  }
}
