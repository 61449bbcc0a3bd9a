package dev.trellis.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.space.Assignment;
import dev.trellis.space.Choice;
import dev.trellis.space.FloatRange;
import dev.trellis.space.IntRange;
import dev.trellis.space.Parameter;
import dev.trellis.space.Scale;
import dev.trellis.space.SearchSpace;
import java.math.BigInteger;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class GridSearchTest {
  private final SearchStrategy grid = new GridSearch();

  @Property(tries = 100)
  void each_point_is_proposed_exactly_once(
      @ForAll @Size(max = 4)
          List<@net.jqwik.api.constraints.IntRange(min = 1, max = 6) Integer> sizes) {
    SearchSpace space =
        new SearchSpace(
            IntStream.range(0, sizes.size())
                .mapToObj(i -> (Parameter) new IntRange("p" + i, 1, sizes.get(i), Scale.LINEAR, 1))
                .toList());
    long count = grid.trialCount(space).orElseThrow().longValueExact();
    Set<Assignment> points =
        LongStream.range(0, count)
            .mapToObj(number -> grid.propose(space, 42, number))
            .collect(Collectors.toSet());
    assertThat(points).hasSize((int) count);
    assertThat(count)
        .isEqualTo(sizes.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact));
  }

  @Test
  void the_first_parameter_varies_slowest() {
    SearchSpace space =
        new SearchSpace(
            List.of(
                new Choice("cell", List.of("lstm", "simple_rnn")),
                new IntRange("layers", 1, 3, Scale.LINEAR, 1)));
    assertThat(LongStream.range(0, 6).mapToObj(n -> grid.propose(space, 0, n).values().values()))
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
  void a_grid_larger_than_any_long_is_walked_without_holding_it() {
    List<Parameter> axes =
        IntStream.range(0, 30)
            .mapToObj(i -> (Parameter) new IntRange("p" + i, 0, 9, Scale.LINEAR, 1))
            .toList();
    SearchSpace space = new SearchSpace(axes);
    assertThat(grid.trialCount(space)).contains(BigInteger.TEN.pow(30));
    Assignment point = grid.propose(space, 0, 1_234_567_890_123_456_789L);
    assertThat(axes.stream().map(axis -> point.text(axis.name())).collect(Collectors.joining()))
        .isEqualTo("000000000001234567890123456789");
  }

  @Test
  void it_objects_to_a_continuous_range() {
    assertThat(grid.objectionTo(new FloatRange("x", 0, 1, Scale.LINEAR, 0)))
        .hasValueSatisfying(why -> assertThat(why).contains("continuous", "q", "count"));
  }
}
