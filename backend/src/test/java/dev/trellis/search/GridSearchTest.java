package dev.trellis.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.trellis.metric.Goal;
import dev.trellis.space.Assignment;
import dev.trellis.space.Choice;
import dev.trellis.space.Condition;
import dev.trellis.space.FloatRange;
import dev.trellis.space.IntRange;
import dev.trellis.space.Parameter;
import dev.trellis.space.Scale;
import dev.trellis.space.SearchSpace;
import dev.trellis.space.expression.Expression;
import dev.trellis.space.expression.Type;
import dev.trellis.testing.RandomInputs;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class GridSearchTest {
  private final SearchStrategy grid = new GridSearch();

  private Assignment propose(SearchSpace space, long seed, long number) {
    return grid.propose(new SearchDefinition(space, seed), History.empty(Goal.MINIMIZE), number);
  }

  private Assignment shuffled(SearchSpace space, long seed, long number) {
    SearchDefinition search = new SearchDefinition(space, seed, SearchDefinition.Order.SHUFFLED);
    return grid.propose(search, History.empty(Goal.MINIMIZE), number);
  }

  @Test
  void each_point_is_proposed_exactly_once() {
    RandomInputs.check(
        100,
        inputs -> {
          List<Integer> sizes = inputs.list(0, 4, () -> inputs.integer(1, 6));
          SearchSpace space =
              new SearchSpace(
                  IntStream.range(0, sizes.size())
                      .mapToObj(
                          i -> (Parameter) new IntRange("p" + i, 1, sizes.get(i), Scale.LINEAR, 1))
                      .toList());
          long count = grid.countTrials(space).orElseThrow().longValueExact();
          Set<Assignment> points =
              LongStream.range(0, count)
                  .mapToObj(number -> propose(space, 42, number))
                  .collect(Collectors.toSet());
          assertThat(points).hasSize((int) count);
          assertThat(count)
              .isEqualTo(
                  sizes.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact));
        });
  }

  @Test
  void first_parameter_varies_slowest() {
    SearchSpace space =
        new SearchSpace(
            List.of(
                new Choice("cell", List.of("lstm", "simple_rnn")),
                new IntRange("layers", 1, 3, Scale.LINEAR, 1)));
    assertThat(LongStream.range(0, 6).mapToObj(n -> propose(space, 0, n).values().values()))
        .map(Object::toString)
        .containsExactly(
            "[lstm, 1]",
            "[lstm, 2]",
            "[lstm, 3]",
            "[simple_rnn, 1]",
            "[simple_rnn, 2]",
            "[simple_rnn, 3]");
  }

  @Test
  void grid_larger_than_a_long_is_not_held_in_memory() {
    List<Parameter> axes =
        IntStream.range(0, 30)
            .mapToObj(i -> (Parameter) new IntRange("p" + i, 0, 9, Scale.LINEAR, 1))
            .toList();
    SearchSpace space = new SearchSpace(axes);
    assertThat(grid.countTrials(space)).contains(BigInteger.TEN.pow(30));
    Assignment point = propose(space, 0, 1_234_567_890_123_456_789L);
    assertThat(axes.stream().map(axis -> point.text(axis.name())).collect(Collectors.joining()))
        .isEqualTo("000000000001234567890123456789");
  }

  @Test
  void continuous_range_is_rejected() {
    assertThat(grid.findObjection(new FloatRange("x", 0, 1, Scale.LINEAR, 0)))
        .hasValueSatisfying(why -> assertThat(why).contains("continuous", "q", "count"));
  }

  @Test
  void inactive_parameters_do_not_multiply_points() {
    SearchSpace space = constrainedSpace();
    // dropout is active with two or three layers only; three layers must have at most 128 units
    assertThat(grid.countTrials(space)).contains(BigInteger.valueOf(4 + 4 * 5 + 2 * 5));
    assertThat(LongStream.range(0, 34).mapToObj(n -> propose(space, 0, n)))
        .doesNotHaveDuplicates()
        .allSatisfy(point -> assertThat(space.isFeasible(point)).isTrue());
  }

  private static SearchSpace constrainedSpace() {
    Map<String, Type> names = Map.of("layers", Type.NUMBER, "hidden_units", Type.NUMBER);
    return new SearchSpace(
        List.of(
            new FloatRange("dropout", 0.1, 0.5, Scale.LINEAR, 0.1),
            new IntRange("layers", 1, 3, Scale.LINEAR, 1),
            new IntRange("hidden_units", 64, 256, Scale.LINEAR, 64)),
        List.of(new Condition("dropout", Expression.parse("layers > 1", names), 0.0)),
        List.of(Expression.parse("layers < 3 or hidden_units <= 128", names)));
  }

  @Test
  void space_without_feasible_point_is_rejected() {
    SearchSpace space =
        new SearchSpace(
            List.of(new IntRange("layers", 1, 3, Scale.LINEAR, 1)),
            List.of(),
            List.of(Expression.parse("layers > 3", Map.of("layers", Type.NUMBER))));
    assertThat(grid.findObjection(space))
        .hasValueSatisfying(why -> assertThat(why).contains("no point"));
  }

  @Test
  void too_many_dependent_combinations_are_rejected() {
    Map<String, Type> names = Map.of("a", Type.NUMBER, "b", Type.NUMBER);
    SearchSpace space =
        new SearchSpace(
            List.of(
                new IntRange("a", 1, 1000, Scale.LINEAR, 1),
                new IntRange("b", 1, 1000, Scale.LINEAR, 1)),
            List.of(),
            List.of(Expression.parse("a < b", names)));
    assertThat(grid.findObjection(space))
        .hasValueSatisfying(why -> assertThat(why).contains("a, b", "1,000,000", "100,000"));
  }

  @Test
  void shuffled_grid_has_each_point_once() {
    RandomInputs.check(
        50,
        inputs -> {
          int size = inputs.integer(1, 200);
          long seed = inputs.any();
          SearchSpace space = new SearchSpace(List.of(new IntRange("n", 1, size, Scale.LINEAR, 1)));
          assertThat(LongStream.range(0, size).mapToObj(n -> shuffled(space, seed, n)))
              .doesNotHaveDuplicates();
          assertThatIllegalArgumentException().isThrownBy(() -> shuffled(space, seed, size));
        });
  }

  @Test
  void first_points_of_a_shuffled_grid_are_spread() {
    List<Parameter> axes =
        IntStream.range(0, 30)
            .mapToObj(i -> (Parameter) new IntRange("p" + i, 0, 9, Scale.LINEAR, 1))
            .toList();
    SearchSpace space = new SearchSpace(axes);
    for (Parameter axis : axes) {
      assertThat(LongStream.range(0, 100).mapToObj(n -> shuffled(space, 1, n).text(axis.name())))
          .as(axis.name())
          .contains("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
    }
    assertThat(shuffled(space, 1, 0)).isNotEqualTo(shuffled(space, 2, 0));
  }
}
