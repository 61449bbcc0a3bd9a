package dev.trellis.comparison.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.trellis.comparison.insight.InsightSentence.Kind;
import dev.trellis.metric.Goal;
import dev.trellis.metric.Objective;
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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Insights on functions of which the answer is known. */
class InsightsTest {
  private static final Objective LOSS = new Objective("val_loss", Goal.MINIMIZE, null);
  private static final SearchSpace UNIT =
      new SearchSpace(List.of(unit("a"), unit("b"), unit("c"), new Constant("d", 1L)));

  /** Units cost time, dropout costs none. */
  private static final SearchSpace SIZES =
      new SearchSpace(
          List.of(new IntRange("hidden_units", 64, 512, Scale.LINEAR, 64), unit("dropout")));

  @Test
  void shares_are_those_of_an_additive_function() {
    // variances of 4a, 2b and c on [0, 1) are as 16 to 4 to 1
    Insights insights =
        insights(UNIT, 1_000, row -> 4 * real(row, "a") + 2 * real(row, "b") + real(row, "c"));

    assertThat(share(insights, "a")).isCloseTo(16 / 21.0, within(0.04));
    assertThat(share(insights, "b")).isCloseTo(4 / 21.0, within(0.04));
    assertThat(share(insights, "c")).isCloseTo(1 / 21.0, within(0.02));
    assertThat(names(insights)).containsExactly("a", "b", "c");
    assertThat(importance(insights).explained()).isGreaterThan(0.95);
  }

  @Test
  void what_only_two_parameters_together_do_is_no_share_of_either() {
    Insights insights =
        insights(UNIT, 2_000, row -> (real(row, "a") - 0.5) * (real(row, "b") - 0.5));

    assertThat(share(insights, "a")).isLessThan(0.1);
    assertThat(share(insights, "b")).isLessThan(0.1);
    assertThat(importance(insights).explained()).isGreaterThan(0.8);

    double[][] surface =
        Insights.surface(
                UNIT,
                Goal.MINIMIZE,
                all(trials(UNIT, 2_000, row -> (real(row, "a") - 0.5) * (real(row, "b") - 0.5))),
                "a",
                "b")
            .orElseThrow()
            .expected()
            .stream()
            .map(column -> column.stream().mapToDouble(Double::doubleValue).toArray())
            .toArray(double[][]::new);
    assertThat(surface[1][1]).isCloseTo(0.2, within(0.06));
    assertThat(surface[1][30]).isCloseTo(-0.2, within(0.06));
  }

  @Test
  void a_log_axis_counts_by_its_exponents_and_a_word_by_its_values() {
    SearchSpace space =
        new SearchSpace(
            List.of(
                new FloatRange("learning_rate", 1e-4, 1e-1, Scale.LOG, 0),
                new Choice("cell", List.of("lstm", "gru", "rnn"))));
    // a third of the variance of log10 over three decades is 0.75; the words' is 2/9 * 3
    Insights insights =
        insights(
            space,
            1_000,
            row ->
                Math.log10(real(row, "learning_rate")) + (row.text("cell").equals("gru") ? 1 : 0));

    assertThat(share(insights, "learning_rate")).isCloseTo(0.75 / (0.75 + 2 / 9.0), within(0.04));
    assertThat(share(insights, "cell")).isCloseTo(2 / 9.0 / (0.75 + 2 / 9.0), within(0.04));
    PartialDependence cell = insights.dependence().get(1);
    assertThat(cell.points())
        .extracting(PartialDependence.Point::value)
        .containsExactly("lstm", "gru", "rnn");
    assertThat(cell.points().get(1).expected().mean() - cell.points().get(0).expected().mean())
        .isCloseTo(1, within(0.1));
  }

  @Test
  void chance_alone_is_told_as_chance() {
    SplittableRandom noise = new SplittableRandom(9);
    Insights insights = insights(UNIT, 60, row -> noise.nextDouble());

    assertThat(importance(insights).isMeaningful()).isFalse();
    assertThat(importance(insights).parameters()).noneMatch(Importance.OfParameter::isClear);
    assertThat(kinds(insights)).contains(Kind.NOT_EXPLAINED).doesNotContain(Kind.IMPORTANCE);
  }

  @Test
  void a_parameter_without_influence_is_not_told_apart_from_chance() {
    SplittableRandom noise = new SplittableRandom(4);
    Insights insights = insights(UNIT, 150, row -> 3 * real(row, "a") + noise.nextDouble());

    assertThat(clear(insights)).containsExactly("a");
    assertThat(text(insights, Kind.IMPORTANCE)).startsWith("a matters most: it explains ");
    assertThat(text(insights, Kind.NO_INFLUENCE)).contains("b").contains("c");
  }

  @Test
  void one_trial_that_diverged_does_not_decide_what_matters() {
    List<FinishedTrial> trials = new ArrayList<>(trials(UNIT, 200, row -> real(row, "a")));
    FinishedTrial first = trials.get(0);
    trials.set(0, new FinishedTrial(1, 0, first.assignment(), 1e12, 10, 100, null));

    Insights insights = Insights.of(UNIT, LOSS, all(trials), EdgeWarning.RangeExtension.ANY);

    assertThat(share(insights, "a")).isGreaterThan(0.8);
  }

  @Test
  void too_few_trials_are_told_with_how_many_are_needed() {
    Insights insights = insights(UNIT, 7, row -> real(row, "a"));

    assertThat(insights.importance()).isNull();
    assertThat(text(insights, Kind.TOO_FEW_TRIALS))
        .isEqualTo("Too few trials to say what mattered: 7 of them have a value, 20 are needed.");
    assertThat(Insights.of(UNIT, LOSS, all(List.of()), EdgeWarning.RangeExtension.ANY).trials())
        .isZero();
    assertThat(Insights.surface(UNIT, Goal.MINIMIZE, all(List.of()), "a", "b")).isEmpty();
  }

  @Test
  void the_best_at_the_end_of_a_range_is_a_reason_to_widen_it() {
    Insights insights = insights(UNIT, 100, row -> -real(row, "a"));

    assertThat(insights.edges())
        .extracting(EdgeWarning::parameter, EdgeWarning::upward)
        .containsExactly(tuple("a", true));
    assertThat(insights(UNIT, 100, row -> real(row, "b")).edges())
        .extracting(EdgeWarning::parameter, EdgeWarning::upward)
        .containsExactly(tuple("b", false));
    assertThat(text(insights, Kind.EDGE))
        .startsWith("The best a (0.9")
        .contains("upper end of its range")
        .endsWith("widen it upward.");
    assertThat(insights(UNIT, 100, row -> Math.abs(real(row, "a") - 0.5)).edges()).isEmpty();
  }

  @Test
  void replicas_of_the_best_are_no_more_trials_where_it_is() {
    List<FinishedTrial> trials =
        new ArrayList<>(trials(UNIT, 40, row -> Math.abs(real(row, "a") - 0.5)));
    Map<String, Object> values = Map.of("a", 0.5, "b", 0.97, "c", 0.4, "d", 1L);
    for (int number = 40; number < 46; number++) {
      trials.add(
          new FinishedTrial(number + 1, number, new Assignment(values), -number, 60, 100, null));
    }

    Insights insights = Insights.of(UNIT, LOSS, all(trials), EdgeWarning.RangeExtension.ANY);

    assertThat(insights.edges()).isEmpty();
    assertThat(insights.trials()).isEqualTo(41);
    assertThat(insights.pareto().bySize()).extracting(FinishedTrial::number).containsExactly(45L);
  }

  @Test
  void value_of_inactive_parameter_does_not_count() {
    Parameter layers = new IntRange("layers", 1, 2, Scale.LINEAR, 1);
    List<Parameter> parameters = List.of(layers, unit("dropout"), unit("a"));
    Map<String, Type> types =
        parameters.stream().collect(Collectors.toMap(Parameter::name, Parameter::type));
    Expression twoLayers = Expression.parse("layers > 1", types);
    SearchSpace space =
        new SearchSpace(parameters, List.of(new Condition("dropout", twoLayers, 0.0)), List.of());
    // one layer is better, and takes half the time; dropout does nothing
    List<FinishedTrial> trials =
        costing(
            trials(space, 200, row -> row.integer("layers") + 0.1 * real(row, "a")),
            row -> row.integer("layers") * 10);

    Insights insights = Insights.of(space, LOSS, all(trials), EdgeWarning.RangeExtension.ANY);

    assertThat(insights.edges()).extracting(EdgeWarning::parameter).doesNotContain("dropout");
    assertThat(insights.diminishing())
        .extracting(DiminishingReturn::parameter)
        .doesNotContain("dropout");
  }

  @Test
  void where_no_value_lies_beyond_nothing_is_to_be_widened() {
    List<FinishedTrial> trials = trials(UNIT, 100, row -> real(row, "b"));

    assertThat(Insights.of(UNIT, LOSS, all(trials), (name, end, upward) -> upward).edges())
        .isEmpty();
    assertThat(Insights.of(UNIT, LOSS, all(trials), (name, end, upward) -> !upward).edges())
        .hasSize(1);
  }

  @Test
  void parameter_with_best_middle_has_no_diminishing_return() {
    List<FinishedTrial> trials =
        costing(
            trials(SIZES, 200, row -> 1.5 + Math.abs(real(row, "hidden_units") - 288) / 1_000),
            row -> real(row, "hidden_units"));

    Insights insights = Insights.of(SIZES, LOSS, all(trials), EdgeWarning.RangeExtension.ANY);

    assertThat(insights.diminishing()).hasSize(1);
    assertThat((Long) insights.diminishing().get(0).enough()).isBetween(256L, 320L);
  }

  @Test
  void what_costs_time_and_buys_nothing_is_told() {
    List<FinishedTrial> trials =
        costing(
            trials(
                SIZES,
                200,
                row -> (real(row, "hidden_units") < 128 ? 2.0 : 1.5) + 0.01 * real(row, "dropout")),
            row -> real(row, "hidden_units"));

    Insights insights = Insights.of(SIZES, LOSS, all(trials), EdgeWarning.RangeExtension.ANY);

    assertThat(insights.diminishing()).hasSize(1);
    DiminishingReturn found = insights.diminishing().get(0);
    assertThat(found.parameter()).isEqualTo("hidden_units");
    assertThat(found.enough()).isEqualTo(128L);
    assertThat(found.gain()).isCloseTo(0, within(0.002));
    assertThat(found.times()).isCloseTo(4, within(0.3));
    assertThat(text(insights, Kind.DIMINISHING_RETURN))
        .startsWith("hidden_units beyond 128 (up to 512) buys ");
  }

  @Test
  void distance_from_the_best_is_rounded_up() {
    List<FinishedTrial> trials = List.of(finished(0, 1.8309, 86, 9), finished(1, 1.8409, 34, 9));

    assertThat(
            text(
                Insights.of(UNIT, LOSS, all(trials), EdgeWarning.RangeExtension.ANY), Kind.CHEAPER))
        .isEqualTo("Trial 1 comes within 0.6 % of the best (trial 0) in 40 % of the time.");
  }

  @Test
  void a_front_has_what_nobody_beats_in_both() {
    List<FinishedTrial> trials =
        List.of(
            finished(0, 1.00, 100, 9),
            finished(1, 1.005, 20, 5),
            finished(2, 3.0, 10, 5),
            finished(3, 3.0, 11, 4),
            finished(4, 2.0, 200, 1));

    Insights insights = Insights.of(UNIT, LOSS, all(trials), EdgeWarning.RangeExtension.ANY);

    assertThat(insights.pareto().bySeconds())
        .extracting(FinishedTrial::number)
        .containsExactly(2L, 1L, 0L);
    assertThat(insights.pareto().bySize())
        .extracting(FinishedTrial::number)
        .containsExactly(4L, 1L, 0L);
    assertThat(text(insights, Kind.CHEAPER))
        .isEqualTo("Trial 1 comes within 0.5 % of the best (trial 0) in 20 % of the time.");
    assertThat(ParetoFront.of(trials, Goal.MAXIMIZE).bySeconds())
        .extracting(FinishedTrial::number)
        .containsExactly(2L);
  }

  @Test
  void inactive_parameter_gets_no_share_of_its_condition() {
    Expression isSgd = Expression.parse("updater == 'sgd'", Map.of("updater", Type.STRING));
    SearchSpace space =
        new SearchSpace(
            List.of(new Choice("updater", List.of("adam", "sgd")), unit("momentum"), unit("a")),
            List.of(new Condition("momentum", isSgd, 0.0)),
            List.of());

    Insights insights =
        insights(
            space,
            120,
            row ->
                (row.text("updater").equals("sgd") ? 1 : 0) + 0.1 * Math.sin(99 * real(row, "a")));

    assertThat(clear(insights)).containsExactly("updater");
    assertThat(share(insights, "momentum")).isLessThan(0.05);
  }

  /** Trials of number 0, 3, 6 and so on were promoted; the others have the loss of their epoch. */
  @Test
  void pruned_trials_are_compared_at_the_epoch_of_most() {
    List<FinishedTrial> best = new ArrayList<>();
    for (FinishedTrial one : trials(UNIT, 90, row -> real(row, "a"))) {
      Integer prunedAt = one.number() < 10 ? Integer.valueOf(1) : one.number() % 3 > 0 ? 3 : null;
      double value = one.value() + 20.0 / (prunedAt == null ? 9 : prunedAt);
      best.add(
          new FinishedTrial(one.id(), one.number(), one.assignment(), value, 60, 100, prunedAt));
    }
    SameEpoch trials =
        SameEpoch.of(
            best,
            epoch ->
                trials(UNIT, 90, row -> real(row, "a")).stream()
                    .collect(
                        Collectors.toMap(FinishedTrial::id, one -> one.value() + 20.0 / epoch)));

    Insights insights = Insights.of(UNIT, LOSS, trials, EdgeWarning.RangeExtension.ANY);

    assertThat(clear(insights)).containsExactly("a");
    assertThat(share(insights, "a")).isGreaterThan(0.9);
    assertThat(importance(insights).explained()).isGreaterThan(0.9);
    assertThat(text(insights, Kind.SAME_EPOCH))
        .isEqualTo(
            "Some trials were pruned, so importance compares 80 trials by their best val_loss up to epoch 3; 10 trials pruned earlier are left out.");
    assertThat(insights.diminishing()).isEmpty();
    assertThat(
            Insights.of(
                    UNIT,
                    LOSS,
                    all(trials(UNIT, 90, row -> real(row, "a"))),
                    EdgeWarning.RangeExtension.ANY)
                .sentences())
        .extracting(InsightSentence::kind)
        .doesNotContain(Kind.SAME_EPOCH);
  }

  @Test
  void search_of_constants_is_not_told_to_make_more_trials() {
    SearchSpace constants = new SearchSpace(List.of(new Constant("a", 1L)));

    assertThat(text(insights(constants, 30, row -> 1), Kind.TOO_FEW_TRIALS))
        .isEqualTo(
            "No parameter has more than one value to choose from: there is nothing to compare.");
  }

  @Test
  void the_same_trials_teach_the_same() {
    assertThat(insights(UNIT, 50, row -> real(row, "a")))
        .isEqualTo(insights(UNIT, 50, row -> real(row, "a")));
  }

  private static Insights insights(
      SearchSpace space, int count, ToDoubleFunction<Assignment> function) {
    return Insights.of(
        space, LOSS, all(trials(space, count, function)), EdgeWarning.RangeExtension.ANY);
  }

  /** Trials of which none was pruned. */
  private static SameEpoch all(List<FinishedTrial> trials) {
    return SameEpoch.of(trials, epoch -> Map.of());
  }

  private static List<FinishedTrial> trials(
      SearchSpace space, int count, ToDoubleFunction<Assignment> function) {
    SplittableRandom random = new SplittableRandom(12);
    List<FinishedTrial> trials = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      Assignment assignment = space.assign(parameter -> parameter.valueAt(random.nextDouble()));
      double value = function.applyAsDouble(assignment);
      trials.add(new FinishedTrial(number + 1, number, assignment, value, 60, 100, null));
    }
    return trials;
  }

  private static List<FinishedTrial> costing(
      List<FinishedTrial> trials, ToDoubleFunction<Assignment> seconds) {
    return trials.stream()
        .map(
            trial ->
                new FinishedTrial(
                    trial.id(),
                    trial.number(),
                    trial.assignment(),
                    trial.value(),
                    seconds.applyAsDouble(trial.assignment()),
                    100,
                    null))
        .toList();
  }

  private static FinishedTrial finished(long number, double value, double seconds, long size) {
    return new FinishedTrial(
        number + 1, number, new Assignment(Map.of("a", 0.5, "b", 0.5)), value, seconds, size, null);
  }

  private static Parameter unit(String name) {
    return new FloatRange(name, 0, 1, Scale.LINEAR, 0);
  }

  private static double real(Assignment row, String name) {
    return row.real(name);
  }

  private static Importance importance(Insights insights) {
    return Objects.requireNonNull(insights.importance());
  }

  private static double share(Insights insights, String name) {
    return importance(insights).parameters().stream()
        .filter(parameter -> parameter.name().equals(name))
        .mapToDouble(parameter -> parameter.share().mean())
        .sum();
  }

  private static List<String> names(Insights insights) {
    return importance(insights).parameters().stream().map(Importance.OfParameter::name).toList();
  }

  private static List<String> clear(Insights insights) {
    return importance(insights).parameters().stream()
        .filter(Importance.OfParameter::isClear)
        .map(Importance.OfParameter::name)
        .toList();
  }

  private static List<Kind> kinds(Insights insights) {
    return insights.sentences().stream().map(InsightSentence::kind).toList();
  }

  private static String text(Insights insights, Kind kind) {
    return insights.sentences().stream()
        .filter(sentence -> sentence.kind() == kind)
        .findFirst()
        .orElseThrow()
        .text();
  }
}
