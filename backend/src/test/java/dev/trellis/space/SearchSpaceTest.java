package dev.trellis.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SearchSpaceTest {
  private static final Parameter HUNDRED = new IntRange("n", 1, 100, Scale.LINEAR, 1);
  private static final Parameter WORDS = new Choice("cell", List.of("lstm", "simple_rnn"));
  private static final Parameter REAL = new FloatRange("x", 0, 1, Scale.LINEAR, 0);

  @Test
  void the_grid_is_the_product_of_its_axes() {
    SearchSpace space = new SearchSpace(List.of(HUNDRED, WORDS, new Constant("layers", 2L)));
    assertThat(space.gridSize()).contains(BigInteger.valueOf(200));
    assertThat(new SearchSpace(List.of()).gridSize()).contains(BigInteger.ONE);
  }

  @Test
  void a_continuous_axis_makes_the_grid_uncountable() {
    assertThat(new SearchSpace(List.of(HUNDRED, REAL)).gridSize()).isEmpty();
  }

  @Test
  void a_grid_larger_than_any_long_is_still_counted() {
    Parameter wide = new IntRange("a", 0, Long.MAX_VALUE - 1, Scale.LINEAR, 1);
    Parameter wider = new IntRange("b", 0, Long.MAX_VALUE - 1, Scale.LINEAR, 1);
    assertThat(new SearchSpace(List.of(wide, wider)).gridSize())
        .contains(BigInteger.valueOf(Long.MAX_VALUE).pow(2));
  }

  @Test
  void two_parameters_of_one_name_are_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SearchSpace(List.of(HUNDRED, new Constant("n", 1L))));
  }

  @Test
  void a_choice_of_nothing_is_refused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Choice("cell", List.of()));
  }

  @Test
  void a_choice_draws_all_its_values_and_a_constant_its_one() {
    assertThat(new SplittableRandom(3).doubles(100).mapToObj(WORDS::at))
        .contains("lstm", "simple_rnn");
    assertThat(WORDS.at(0x1.fffffffffffffp-1)).isEqualTo("simple_rnn");
    assertThat(new Constant("layers", 2L).at(0.7)).isEqualTo(2L);
  }

  @Test
  void an_assignment_keeps_the_order_of_the_space() {
    SearchSpace space = new SearchSpace(List.of(WORDS, HUNDRED, REAL));
    Assignment assignment = space.assign(parameter -> parameter.at(0));
    assertThat(assignment.values().keySet()).containsExactly("cell", "n", "x");
    assertThat(assignment.text("cell")).isEqualTo("lstm");
    assertThat(assignment.integer("n")).isEqualTo(1);
    assertThat(assignment.real("x")).isZero();
  }

  @Test
  void an_assignment_gives_no_value_it_does_not_have() {
    Assignment assignment = new SearchSpace(List.of(WORDS, REAL)).assign(p -> p.at(0.5));
    assertThatIllegalArgumentException().isThrownBy(() -> assignment.real("missing"));
    assertThatIllegalArgumentException().isThrownBy(() -> assignment.real("cell"));
    assertThatIllegalArgumentException().isThrownBy(() -> assignment.integer("x"));
  }
}
