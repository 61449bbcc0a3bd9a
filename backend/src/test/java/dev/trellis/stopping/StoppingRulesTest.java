package dev.trellis.stopping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trellis.metric.Curve;
import dev.trellis.metric.Goal;
import dev.trellis.metric.MetricPoint;
import dev.trellis.metric.Objective;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests stopping rules on tables of curves with one value for each epoch. */
class StoppingRulesTest {
  private static final double NAN = Double.NaN;
  private static final Duration NO_TIME = Duration.ZERO;

  @ParameterizedTest(name = "patience {1}, min_delta {2}: {0} ends at epoch {3}")
  @CsvSource({
    // curve                       patience min_delta end epoch (0: continues)
    "3 2 1,                               1,      0,   0",
    "3 3,                                 1,      0,   2",
    "3 2 2 2,                             2,      0,   4",
    "3 2 2.5 2.4 1.9,                     3,      0,   0",
    "3 2 2.5 2.4 2.1,                     3,      0,   5",
    "3 2.75 2.5,                          2,    0.5,   3", // exactly min_delta is no
    // improvement
    "3 2.75 2.25,                         2,    0.5,   0", // small improvements add up
    "NaN NaN NaN,                         3,      0,   3",
    "NaN NaN 5,                           3,      0,   0", // the first finite value improves
    "NaN 5,                               2,    100,   0",
    "5 NaN NaN,                           2,      0,   3", // NaN is never best
    "5 -Infinity,                         1,      0,   2",
    "5,                                   1,      0,   0",
    "0 0,                                 1,      0,   2"
  })
  void patience_counts_evaluations_without_an_improvement(
      String curve, int patience, double minDelta, int endsAt) {
    StoppingRule rule = new PatienceRule(Goal.MINIMIZE, patience, minDelta);
    assertThat(endEpoch(rule, values(curve))).isEqualTo(endsAt);
  }

  @Test
  void patience_follows_the_goal() {
    StoppingRule rule = new PatienceRule(Goal.MAXIMIZE, 2, 0);
    assertThat(endEpoch(rule, 1, 2, 3, 3, 2)).isEqualTo(5);
    assertThat(endEpoch(rule, 5, 4, 3)).isEqualTo(3);
  }

  @Test
  void patience_reports_last_value_and_reference_value() {
    assertThat(new PatienceRule(Goal.MINIMIZE, 2, 0.5).check(curve(3, 2.9, 2.8), NO_TIME))
        .contains(new StopReason("patience", 3, 2.8, 3.0));
  }

  @Test
  void patience_without_finite_value_has_no_threshold() {
    assertThat(new PatienceRule(Goal.MINIMIZE, 1, 0).check(curve(NAN), NO_TIME))
        .contains(new StopReason("patience", 1, NAN, null));
  }

  @Test
  void best_epoch_ignores_min_delta() {
    Curve curve = curve(NAN, 3, 2.95, 2.9, 2.92);
    assertThat(new PatienceRule(Goal.MINIMIZE, 3, 0.5).check(curve, NO_TIME)).isPresent();
    assertThat(curve.best(Goal.MINIMIZE)).contains(new MetricPoint(4, 2.9));
  }

  @Test
  void max_epochs_ends_a_trial_exactly() {
    assertThat(new MaxEpochsRule(2).check(curve(1), NO_TIME)).isEmpty();
    assertThat(new MaxEpochsRule(2).check(curve(1, 1), NO_TIME))
        .contains(new StopReason("max_epochs", 2, null, 2.0));
  }

  @ParameterizedTest(name = "{0} of target {1}: {2}, reached {3}")
  @CsvSource({
    "MINIMIZE, 1.4, 1.41, false",
    "MINIMIZE, 1.4, 1.40, true",
    "MINIMIZE, 1.4, 1.39, true",
    "MINIMIZE, 1.4, NaN, false",
    "MINIMIZE, 1.4, -Infinity, false",
    "MAXIMIZE, 0.9, 0.89, false",
    "MAXIMIZE, 0.9, 0.90, true",
    "MAXIMIZE, 0.9, 0.91, true"
  })
  void target_is_reached_by_equal_or_better_value(
      Goal goal, double target, double value, boolean reached) {
    assertThat(new TargetRule(goal, target).check(curve(value), NO_TIME).isPresent())
        .isEqualTo(reached);
  }

  @Test
  void time_limit_ends_a_trial_after_or_within_an_epoch() {
    StoppingRule rule = new TimeLimitRule(Duration.ofSeconds(10));
    assertThat(rule.check(curve(1), Duration.ofSeconds(9))).isEmpty();
    assertThat(rule.endsInsideEpoch(Duration.ofMillis(9_999))).isFalse();
    assertThat(rule.endsInsideEpoch(Duration.ofSeconds(10))).isTrue();
    assertThat(rule.check(curve(1), Duration.ofSeconds(11)))
        .contains(new StopReason("time", 1, 11.0, 10.0));
    assertThat(rule.check(curve(), Duration.ofSeconds(10)))
        .contains(new StopReason("time", 0, 10.0, 10.0));
  }

  @Test
  void only_the_time_limit_ends_a_trial_within_an_epoch() {
    Objective objective = new Objective("val_loss", Goal.MINIMIZE, 1.0);
    assertThat(StoppingRules.of(objective, 1, 1, 0, null))
        .noneMatch(rule -> rule.endsInsideEpoch(Duration.ofDays(365)));
  }

  @ParameterizedTest
  @CsvSource({"1 NaN, 2", "Infinity, 1", "-Infinity, 1", "1 2 3, 0"})
  void value_that_is_not_finite_ends_the_trial(String curve, int endsAt) {
    assertThat(endEpoch(new NonFiniteRule(), values(curve))).isEqualTo(endsAt);
  }

  @Test
  void registry_describes_all_rules_in_the_order_of_checks() {
    List<StoppingRule> rules =
        StoppingRules.of(
            new Objective("val_loss", Goal.MINIMIZE, 1.0), 5, 2, 0.1, Duration.ofSeconds(1));
    assertThat(rules.stream().map(StoppingRule::name).toList())
        .containsExactlyElementsOf(StoppingRules.DESCRIPTIONS.keySet())
        .startsWith("not_finite");
  }

  @Test
  void rules_without_a_setting_are_absent() {
    assertThat(rulesOf(null, null)).doesNotContain("target", "time");
  }

  @Test
  void invalid_rule_is_rejected() {
    assertThatThrownBy(() -> new PatienceRule(Goal.MINIMIZE, 0, 0))
        .hasMessageContaining("patience is 0");
    assertThatThrownBy(() -> new PatienceRule(Goal.MINIMIZE, 1, NAN))
        .hasMessageContaining("min_delta is NaN");
    assertThatThrownBy(() -> new MaxEpochsRule(0)).hasMessageContaining("max_epochs is 0");
    assertThatThrownBy(() -> new TargetRule(Goal.MINIMIZE, NAN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> new TimeLimitRule(Duration.ZERO)).hasMessageContaining("PT0S");
  }

  private static List<String> rulesOf(@Nullable Double target, @Nullable Duration perTrial) {
    Objective objective = new Objective("val_loss", Goal.MINIMIZE, target);
    return StoppingRules.of(objective, 5, 2, 0.1, perTrial).stream()
        .map(StoppingRule::name)
        .toList();
  }

  /** Returns the first epoch after which the rule ends the trial; 0 if the rule does not end it. */
  private static int endEpoch(StoppingRule rule, double... values) {
    Curve whole = curve(values);
    return IntStream.rangeClosed(1, values.length)
        .mapToObj(epoch -> rule.check(new Curve(whole.points().subList(0, epoch)), NO_TIME))
        .flatMap(Optional::stream)
        .findFirst()
        .map(StopReason::step)
        .orElse(0);
  }

  private static double[] values(String curve) {
    return List.of(curve.trim().split(" +")).stream().mapToDouble(Double::parseDouble).toArray();
  }

  private static Curve curve(double... values) {
    return new Curve(
        IntStream.range(0, values.length)
            .mapToObj(index -> new MetricPoint(index + 1, values[index]))
            .toList());
  }
}
