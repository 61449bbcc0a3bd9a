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

/** What every strategy of the registry promises. A new one is tested by being registered. */
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

  private static final SearchSpace BOUND =
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

  /** Trials as they may be found: some over in each way, some open. */
  private static History history(SearchSpace space) {
    SearchStrategy random = new RandomSearch();
    List<Observation> observations = new ArrayList<>();
    for (int number = 0; number < 40; number++) {
      Assignment tried = random.propose(new Search(space, 7), History.none(Goal.MINIMIZE), number);
      Progress progress = Progress.values()[number % Progress.values().length];
      Double value = progress == Progress.FAILED ? null : tried.real("hidden_units") / 100;
      observations.add(new Observation(tried, progress, value, 1 + number % 5));
    }
    return new History(Goal.MINIMIZE, observations);
  }

  private Assignment propose(SearchSpace space, long number) {
    return strategy.propose(new Search(space, 42), history(space), number);
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
  void a_proposal_respects_conditions_and_constraints() {
    for (long number = 0; number < 200; number++) {
      Assignment assignment = propose(BOUND, number);
      int layers = assignment.integer("layers");
      assertThat(layers * assignment.integer("hidden_units")).isLessThanOrEqualTo(512);
      assertThat(assignment.real("dropout") == 0).isEqualTo(layers == 1);
    }
  }

  @Test
  void proposals_are_pure_and_independent_of_their_order() {
    List<Long> numbers = new ArrayList<>(LongStream.range(0, 200).boxed().toList());
    List<Assignment> inOrder = numbers.stream().map(number -> propose(BOUND, number)).toList();
    Collections.shuffle(numbers, new Random(1));
    for (long number : numbers) {
      assertThat(propose(BOUND, number)).isEqualTo(inOrder.get((int) number));
    }
  }

  @Test
  void what_is_known_matters_to_adaptive_strategies_alone() {
    List<Assignment> knowing =
        LongStream.range(0, 20).mapToObj(number -> propose(SPACE, number)).toList();
    History nothing = History.none(Goal.MINIMIZE);
    List<Assignment> ignorant =
        LongStream.range(0, 20)
            .mapToObj(number -> strategy.propose(new Search(SPACE, 42), nothing, number))
            .toList();
    assertThat(knowing.equals(ignorant)).isEqualTo(!strategy.isAdaptive());
  }

  @Test
  void it_objects_to_nothing_in_a_countable_space() {
    assertThat(SPACE.parameters()).allSatisfy(p -> assertThat(strategy.objectionTo(p)).isEmpty());
    assertThat(strategy.objectionTo(BOUND)).isEmpty();
  }

  @Test
  void there_is_no_trial_before_the_first() {
    assertThatIllegalArgumentException().isThrownBy(() -> propose(SPACE, -1));
  }

  @Test
  void there_is_no_trial_after_the_last() {
    strategy
        .trialCount(BOUND)
        .ifPresent(
            count ->
                assertThatIllegalArgumentException()
                    .isThrownBy(() -> propose(BOUND, count.longValueExact())));
  }
}
