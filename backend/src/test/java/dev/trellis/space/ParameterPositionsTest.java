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
  void a_value_is_where_it_is_drawn(Parameter parameter) {
    for (double position = 0.001; position < 1; position += 0.0101) {
      Stretch place = parameter.positionsOf(parameter.at(position));
      assertThat(position).isBetween(place.low() - 1e-9, place.high() + 1e-9);
      assertThat(parameter.gridSize() == Parameter.UNCOUNTABLE).isEqualTo(place.width() == 0);
    }
  }

  @ParameterizedTest
  @MethodSource("parameters")
  void the_values_of_an_axis_share_all_of_it(Parameter parameter) {
    double sum = 0;
    for (long index = 0; index < parameter.gridSize(); index++) {
      sum += parameter.positionsOf(parameter.gridValue(index)).width();
    }
    assertThat(sum).isCloseTo(parameter.gridSize() > 0 ? 1 : 0, within(1e-9));
  }

  @Test
  void a_value_beside_the_axis_is_at_its_end_or_nowhere() {
    Parameter range = new IntRange("n", 1, 7, Scale.LINEAR, 2);
    assertThat(range.positionsOf(100L)).isEqualTo(new Stretch(1, 1));
    assertThat(new Choice("c", List.of("x")).positionsOf("z").width()).isZero();
  }

  @Test
  void a_stored_whole_number_is_found_whatever_its_type() {
    Parameter choice = new Choice("c", List.of(16L, 32L));
    assertThat(choice.positionsOf(32)).isEqualTo(choice.positionsOf(32L));
  }

  @Test
  void shares_say_how_often_a_value_is_drawn() {
    Choice choice = new Choice("c", List.of("x", "y", "z"), List.of(0.5, 0.2, 0.3));
    assertThat(choice.at(0.49)).isEqualTo("x");
    assertThat(choice.at(0.51)).isEqualTo("y");
    assertThat(choice.at(0.71)).isEqualTo("z");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Choice("c", List.of("x", "y"), List.of(0.5, 0.6)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Choice("c", List.of("x", "y"), List.of(1.0, 0.0)));
  }
}
