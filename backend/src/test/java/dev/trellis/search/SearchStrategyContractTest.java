package dev.trellis.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.trellis.space.Assignment;
import dev.trellis.space.Choice;
import dev.trellis.space.Constant;
import dev.trellis.space.FloatRange;
import dev.trellis.space.IntRange;
import dev.trellis.space.Parameter;
import dev.trellis.space.Scale;
import dev.trellis.space.SearchSpace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What every strategy of the registry promises. A new one is tested by being registered. */
@ParameterizedClass
@MethodSource("strategies")
class SearchStrategyContractTest {
  private static final SearchSpace SPACE =
      new SearchSpace(
          List.of(
              new FloatRange("dropout", 0.1, 0.5, Scale.LINEAR, 0.1),
              new IntRange("hidden_units", 64, 512, Scale.LINEAR, 64),
              new IntRange("layers", 1, 3, Scale.LOG, 1),
              new Choice("cell", List.of("lstm", "simple_rnn")),
              new Constant("learning_rate", 0.01)));

  private final SearchStrategy strategy;

  SearchStrategyContractTest(SearchStrategy strategy) {
    this.strategy = strategy;
  }

  static Stream<SearchStrategy> strategies() {
    return SearchStrategies.all().stream();
  }

  @Test
  void it_is_found_by_its_name_and_says_what_it_is_for() {
    assertThat(SearchStrategies.named(strategy.name())).containsSame(strategy);
    assertThat(strategy.name()).matches("[a-z_]+");
    assertThat(strategy.description()).isNotBlank();
  }

  @Test
  void a_proposal_has_one_possible_value_for_every_parameter_in_order() {
    for (long number = 0; number < 200; number++) {
      Assignment assignment = strategy.propose(SPACE, 42, number);
      assertThat(assignment.values().keySet())
          .containsExactly("dropout", "hidden_units", "layers", "cell", "learning_rate");
      for (Parameter parameter : SPACE.parameters()) {
        List<Object> possible =
            LongStream.range(0, parameter.gridSize()).mapToObj(parameter::gridValue).toList();
        assertThat(possible).contains(assignment.values().get(parameter.name()));
      }
    }
  }

  @Test
  void proposals_are_pure_and_independent_of_their_order() {
    List<Long> numbers = new ArrayList<>(LongStream.range(0, 200).boxed().toList());
    List<Assignment> inOrder =
        numbers.stream().map(number -> strategy.propose(SPACE, 42, number)).toList();
    Collections.shuffle(numbers, new Random(1));
    for (long number : numbers) {
      assertThat(strategy.propose(SPACE, 42, number)).isEqualTo(inOrder.get((int) number));
    }
  }

  @Test
  void it_objects_to_no_parameter_of_a_countable_space() {
    assertThat(SPACE.parameters()).allSatisfy(p -> assertThat(strategy.objectionTo(p)).isEmpty());
  }

  @Test
  void there_is_no_trial_before_the_first() {
    assertThatIllegalArgumentException().isThrownBy(() -> strategy.propose(SPACE, 42, -1));
  }

  @Test
  void there_is_no_trial_after_the_last() {
    strategy
        .trialCount(SPACE)
        .ifPresent(
            count ->
                assertThatIllegalArgumentException()
                    .isThrownBy(() -> strategy.propose(SPACE, 42, count.longValueExact())));
  }
}
