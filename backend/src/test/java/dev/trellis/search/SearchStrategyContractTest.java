package dev.trellis.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.trellis.metric.Goal;
import dev.trellis.search.Observation.Progress;
import dev.trellis.space.Assignment;
import dev.trellis.space.Choice;
import dev.trellis.space.Condition;
import dev.trellis.space.Constant;
import dev.trellis.space.FloatRange;
import dev.trellis.space.IntRange;
import dev.trellis.space.Parameter;
import dev.trellis.space.Scale;
import dev.trellis.space.SearchSpace;
import dev.trellis.space.expression.Expression;
import dev.trellis.space.expression.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Contract of all registered search strategies. A new strategy is tested as soon as it is
 * registered.
 */
@ParameterizedClass
@MethodSource("strategies")
class SearchStrategyContractTest {
  private static final List<Parameter> PARAMETERS =
      List.of(
          new FloatRange("dropout", 0.1, 0.5, Scale.LINEAR, 0.1),
          new IntRange("hidden_units", 64, 512, Scale.LINEAR, 64),
          new IntRange("layers", 1, 3, Scale.LOG, 1),
          new Choice("cell", List.of("lstm", "simple_rnn"), List.of(0.75, 0.25)),
          new Choice("minibatch_size", List.of(16L, 32L, 64L)),
          new Constant("learning_rate", 0.01));

  private static final SearchSpace SPACE = new SearchSpace(PARAMETERS);

  private static final Map<String, Type> NAMES =
      Map.of("hidden_units", Type.NUMBER, "layers", Type.NUMBER);

  private static final SearchSpace CONSTRAINED =
      new SearchSpace(
          PARAMETERS,
          List.of(new Condition("dropout", Expression.parse("layers > 1", NAMES), 0.0)),
          List.of(Expression.parse("layers * hidden_units <= 512", NAMES)));

  private final SearchStrategy strategy;

  SearchStrategyContractTest(SearchStrategy strategy) {
    this.strategy = strategy;
  }

  static Stream<SearchStrategy> strategies() {
    return SearchStrategies.all().stream();
  }

  /** Creates a history with open trials and trials that ended in each possible way. */
  private static History history(SearchSpace space) {
    SearchStrategy random = new RandomSearch();
    List<Observation> observations = new ArrayList<>();
    for (int number = 0; number < 40; number++) {
      Assignment tried =
          random.propose(new SearchDefinition(space, 7), History.empty(Goal.MINIMIZE), number);
      Progress progress = Progress.values()[number % Progress.values().length];
      Double value = progress == Progress.FAILED ? null : tried.real("hidden_units") / 100;
      observations.add(new Observation(tried, progress, value, 1 + number % 5));
    }
    return new History(Goal.MINIMIZE, observations);
  }

  private Assignment propose(SearchSpace space, long number) {
    return strategy.propose(new SearchDefinition(space, 42), history(space), number);
  }

  @Test
  void strategy_is_registered_with_name_and_description() {
    assertThat(SearchStrategies.findByName(strategy.name())).containsSame(strategy);
    assertThat(strategy.name()).matches("[a-z_]+");
    assertThat(strategy.description()).isNotBlank();
  }

  @Test
  void proposal_has_a_valid_value_for_every_parameter() {
    for (long number = 0; number < 200; number++) {
      Assignment assignment = propose(SPACE, number);
      assertThat(assignment.values().keySet())
          .containsExactlyElementsOf(PARAMETERS.stream().map(Parameter::name).toList());
      for (Parameter parameter : SPACE.parameters()) {
        List<Object> possible =
            LongStream.range(0, parameter.gridSize()).mapToObj(parameter::gridValue).toList();
        assertThat(possible).contains(assignment.values().get(parameter.name()));
      }
    }
  }

  @Test
  void proposal_respects_conditions_and_constraints() {
    for (long number = 0; number < 200; number++) {
      Assignment assignment = propose(CONSTRAINED, number);
      int layers = assignment.integer("layers");
      assertThat(layers * assignment.integer("hidden_units")).isLessThanOrEqualTo(512);
      assertThat(assignment.real("dropout") == 0).isEqualTo(layers == 1);
    }
  }

  @Test
  void proposals_do_not_depend_on_call_order() {
    List<Long> numbers = new ArrayList<>(LongStream.range(0, 200).boxed().toList());
    List<Assignment> inOrder =
        numbers.stream().map(number -> propose(CONSTRAINED, number)).toList();
    Collections.shuffle(numbers, new Random(1));
    for (long number : numbers) {
      assertThat(propose(CONSTRAINED, number)).isEqualTo(inOrder.get((int) number));
    }
  }

  @Test
  void only_adaptive_strategies_use_the_history() {
    List<Assignment> withHistory =
        LongStream.range(0, 20).mapToObj(number -> propose(SPACE, number)).toList();
    History history = History.empty(Goal.MINIMIZE);
    List<Assignment> withoutHistory =
        LongStream.range(0, 20)
            .mapToObj(number -> strategy.propose(new SearchDefinition(SPACE, 42), history, number))
            .toList();
    assertThat(withHistory.equals(withoutHistory)).isEqualTo(!strategy.isAdaptive());
  }

  @Test
  void countable_space_is_accepted() {
    assertThat(SPACE.parameters()).allSatisfy(p -> assertThat(strategy.findObjection(p)).isEmpty());
    assertThat(strategy.findObjection(CONSTRAINED)).isEmpty();
  }

  @Test
  void negative_trial_number_is_rejected() {
    assertThatIllegalArgumentException().isThrownBy(() -> propose(SPACE, -1));
  }

  @Test
  void trial_number_beyond_the_last_is_rejected() {
    strategy
        .countTrials(CONSTRAINED)
        .ifPresent(
            count ->
                assertThatIllegalArgumentException()
                    .isThrownBy(() -> propose(CONSTRAINED, count.longValueExact())));
  }
}
