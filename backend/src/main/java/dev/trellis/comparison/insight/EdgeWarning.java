package dev.trellis.comparison.insight;

import dev.trellis.metric.Goal;
import dev.trellis.space.Choice;
import dev.trellis.space.Parameter;
import dev.trellis.space.Stretch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * The best trials lie at one end of a range: better values may lie beyond it.
 *
 * @param best value of the best trial
 * @param upward whether it is the upper end
 * @param limit the end of the range
 * @param atEdge how many of the best lie there
 * @param among how many best ones were looked at
 */
public record EdgeWarning(
    String parameter, Object best, boolean upward, Object limit, int atEdge, int among) {
  private static final double EDGE = 0.1;
  private static final int FEWEST_BEST = 5;
  private static final double BEST_SHARE = 0.1;
  private static final double SURPRISING = 0.01;

  static List<EdgeWarning> of(Table table, Goal goal) {
    Comparator<Finished> byValue = Comparator.comparingDouble(Finished::value);
    List<Finished> ranked =
        table.trials().stream()
            .sorted(goal == Goal.MINIMIZE ? byValue : byValue.reversed())
            .toList();
    int among = Math.max(FEWEST_BEST, (int) (ranked.size() * BEST_SHARE));
    if (ranked.size() < 2 * among) {
      return List.of();
    }
    List<EdgeWarning> warnings = new ArrayList<>();
    for (Parameter parameter : table.parameters()) {
      if (isOrdered(parameter)) {
        of(parameter, ranked.subList(0, among), false).ifPresent(warnings::add);
        of(parameter, ranked.subList(0, among), true).ifPresent(warnings::add);
      }
    }
    return warnings;
  }

  private static boolean isOrdered(Parameter parameter) {
    return !(parameter instanceof Choice choice)
        || (choice.values().size() > 2 && choice.isAscending());
  }

  /** Where so many of the best at the edge would be a surprise if the place meant nothing. */
  private static Optional<EdgeWarning> of(
      Parameter parameter, List<Finished> best, boolean upward) {
    Object limit = parameter.at(upward ? Math.nextDown(1.0) : 0);
    double zone = Math.max(EDGE, parameter.positionsOf(limit).width());
    Finished first = best.get(0);
    int atEdge = (int) best.stream().filter(trial -> isIn(zone, trial, parameter, upward)).count();
    double chance =
        BinomialDistribution.of(best.size(), zone).survivalProbability(Math.max(0, atEdge - 1));
    return isIn(zone, first, parameter, upward) && 2 * atEdge > best.size() && chance < SURPRISING
        ? Optional.of(
            new EdgeWarning(
                parameter.name(), value(first, parameter), upward, limit, atEdge, best.size()))
        : Optional.empty();
  }

  private static Object value(Finished trial, Parameter parameter) {
    return trial.assignment().values().getOrDefault(parameter.name(), parameter.at(0));
  }

  private static boolean isIn(double zone, Finished trial, Parameter parameter, boolean upward) {
    Stretch place = parameter.positionsOf(value(trial, parameter));
    return upward ? place.middle() >= 1 - zone : place.middle() <= zone;
  }
}
