package dev.trellis.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SearchSpaceTest {
  private static final Parameter HUNDRED = new IntRange("n", 1, 100, Scale.LINEAR, 1);
  private static final Parameter CELL = new Choice("cell", List.of("lstm", "simple_rnn"));
  private static final Parameter REAL = new FloatRange("x", 0, 1, Scale.LINEAR, 0);

  @Test
  void grid_size_is_the_product_of_the_axes() {
    SearchSpace space = new SearchSpace(List.of(HUNDRED, CELL, new Constant("layers", 2L)));
    assertThat(space.gridSize()).contains(BigInteger.valueOf(200));
    assertThat(new SearchSpace(List.of()).gridSize()).contains(BigInteger.ONE);
  }

  @Test
  void continuous_axis_makes_the_grid_uncountable() {
    assertThat(new SearchSpace(List.of(HUNDRED, REAL)).gridSize()).isEmpty();
  }

  @Test
  void grid_larger_than_a_long_is_counted() {
    Parameter wide = new IntRange("a", 0, Long.MAX_VALUE - 1, Scale.LINEAR, 1);
    Parameter wider = new IntRange("b", 0, Long.MAX_VALUE - 1, Scale.LINEAR, 1);
    assertThat(new SearchSpace(List.of(wide, wider)).gridSize())
        .contains(BigInteger.valueOf(Long.MAX_VALUE).pow(2));
  }

  @Test
  void duplicate_parameter_name_is_rejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SearchSpace(List.of(HUNDRED, new Constant("n", 1L))));
  }

  @Test
  void empty_choice_is_rejected() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Choice("cell", List.of()));
  }

  @Test
  void choice_draws_every_value() {
    assertThat(new SplittableRandom(3).doubles(100).mapToObj(CELL::valueAt))
        .contains("lstm", "simple_rnn");
    assertThat(CELL.valueAt(0x1.fffffffffffffp-1)).isEqualTo("simple_rnn");
    assertThat(new Constant("layers", 2L).valueAt(0.7)).isEqualTo(2L);
  }

  @Test
  void assignment_keeps_the_order_of_the_space() {
    SearchSpace space = new SearchSpace(List.of(CELL, HUNDRED, REAL));
    Assignment assignment = space.assign(parameter -> parameter.valueAt(0));
    assertThat(assignment.values().keySet()).containsExactly("cell", "n", "x");
    assertThat(assignment.text("cell")).isEqualTo("lstm");
    assertThat(assignment.integer("n")).isEqualTo(1);
    assertThat(assignment.real("x")).isZero();
  }

  @Test
  void missing_or_mistyped_value_is_rejected() {
    Assignment assignment = new SearchSpace(List.of(CELL, REAL)).assign(p -> p.valueAt(0.5));
    assertThatIllegalArgumentException().isThrownBy(() -> assignment.real("missing"));
    assertThatIllegalArgumentException().isThrownBy(() -> assignment.real("cell"));
    assertThatIllegalArgumentException().isThrownBy(() -> assignment.integer("x"));
  }
}
