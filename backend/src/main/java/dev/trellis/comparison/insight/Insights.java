package dev.trellis.comparison.insight;

import dev.trellis.metric.Goal;
import dev.trellis.metric.Objective;
import dev.trellis.space.Parameter;
import dev.trellis.space.SearchSpace;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Insights from the finished trials of an experiment.
 *
 * @param trials number of comparable trials, each assignment once
 * @param needed number of trials that statements about parameters require; 0 if no parameter can
 *     vary
 * @param epoch the epoch up to which values are compared; null if no trial was pruned
 * @param leftOut number of trials that were pruned before that epoch and are not compared
 * @param importance null if there are too few trials or no parameter varied
 * @param dependence partial dependence of the parameters, in the order of the space; empty if there
 *     are too few trials
 * @param sentences insights as sentences, the most useful first
 */
public record Insights(
    int trials,
    int needed,
    @Nullable Integer epoch,
    int leftOut,
    @Nullable Importance importance,
    List<PartialDependence> dependence,
    List<EdgeWarning> edges,
    List<DiminishingReturn> diminishing,
    ParetoFront pareto,
    List<InsightSentence> sentences) {
  private static final int FEWEST = 20;
  private static final int A_PARAMETER = 4;

  /**
   * Returns the insights; equal for equal trials.
   *
   * @param room tells which ranges may be widened
   */
  public static Insights of(
      SearchSpace space, Objective objective, SameEpoch trials, EdgeWarning.RangeExtension room) {
    TrialTable table = TrialTable.of(space, trials.trials());
    Goal goal = objective.goal();
    int needed = table.canVary() ? Math.max(FEWEST, A_PARAMETER * table.parameters().size()) : 0;
    int leftOut = trials.all().size() - trials.trials().size();
    ParetoFront pareto = ParetoFront.of(trials.all(), goal);
    if (table.size() < needed || table.parameters().isEmpty()) {
      return new Insights(
              table.size(),
              needed,
              trials.epoch(),
              leftOut,
              null,
              List.of(),
              List.of(),
              List.of(),
              pareto,
              List.of())
          .inWords(objective);
    }
    RandomForest values = forest(table, goal);
    Importance importance = Importance.of(table, values);
    return new Insights(
            table.size(),
            needed,
            trials.epoch(),
            leftOut,
            importance,
            dependence(table, values),
            EdgeWarning.of(TrialTable.of(space, trials.all()), goal, importance, room),
            importance.isMeaningful() && trials.epoch() == null
                ? diminishing(table, values, goal)
                : List.of(),
            pareto,
            List.of())
        .inWords(objective);
  }

  private Insights inWords(Objective objective) {
    return new Insights(
        trials,
        needed,
        epoch,
        leftOut,
        importance,
        dependence,
        edges,
        diminishing,
        pareto,
        InsightSentences.of(this, objective));
  }

  private static RandomForest forest(TrialTable table, Goal goal) {
    return RandomForest.grow(
        table.withNoise(), TrialTable.fenced(table.values(), goal == Goal.MINIMIZE));
  }

  private static List<PartialDependence> dependence(TrialTable table, RandomForest values) {
    return IntStream.range(0, table.parameters().size())
        .mapToObj(axis -> PartialDependence.of(table.parameters().get(axis), values.marginal(axis)))
        .toList();
  }

  /**
   * Returns the diminishing returns of parameters on which the training time clearly depends.
   * Pruned trials are left out, because the value and the cost of more epochs are unknown.
   */
  private static List<DiminishingReturn> diminishing(
      TrialTable table, RandomForest values, Goal goal) {
    RandomForest seconds = RandomForest.grow(table.withNoise(), table.logSeconds());
    Importance cost = Importance.of(table, seconds);
    return IntStream.range(0, table.parameters().size())
        .filter(axis -> table.isAlwaysActive(table.parameters().get(axis)))
        .filter(axis -> cost.isClear(table.parameters().get(axis).name()))
        .mapToObj(
            axis ->
                DiminishingReturn.of(
                    table.parameters().get(axis),
                    values.marginal(axis),
                    seconds.marginal(axis),
                    goal))
        .flatMap(Optional::stream)
        .toList();
  }

  /**
   * Returns the partial dependence on two parameters.
   *
   * @return empty if one of them did not vary, or there are too few trials
   */
  public static Optional<PartialDependenceSurface> surface(
      SearchSpace space, Goal goal, SameEpoch trials, String x, String y) {
    TrialTable table = TrialTable.of(space, trials.trials());
    List<String> names = table.parameters().stream().map(Parameter::name).toList();
    int first = names.indexOf(x);
    int second = names.indexOf(y);
    if (table.size() < FEWEST || first < 0 || second < 0 || first == second) {
      return Optional.empty();
    }
    return Optional.of(
        PartialDependenceSurface.of(
            table.parameters().get(first),
            table.parameters().get(second),
            forest(table, goal).marginal(first, second)));
  }
}
