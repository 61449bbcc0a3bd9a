package dev.trellis.comparison.insight;

import dev.trellis.metric.Goal;
import dev.trellis.space.Choice;
import dev.trellis.space.Interval;
import dev.trellis.space.Parameter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.HypergeometricDistribution;

/**
 * Warning that the best trials lie at an end of a range, so that better values may lie beyond it.
 *
 * @param parameter Name of the parameter.
 * @param best Value of the best trial.
 * @param upward {@code true} for the upper end.
 * @param limit End of the range.
 * @param atEdge Number of the examined best trials that lie at the end.
 * @param among Number of examined best trials.
 */
public record EdgeWarning(
    String parameter, Object best, boolean upward, Object limit, int atEdge, int among) {
  private static final double EDGE = 0.1;
  private static final int FEWEST_BEST = 5;
  private static final double BEST_SHARE = 0.1;
  private static final double SURPRISING = 0.01;

  /** Tells whether a parameter may have values beyond the end of its range. */
  @FunctionalInterface
  public interface RangeExtension {
    /** Allows all values. */
    RangeExtension ANY = (parameter, end, upward) -> true;

    boolean isBeyond(String parameter, Number end, boolean upward);
  }

  /**
   * Returns the warnings.
   *
   * @param importance parameter importance: the best values of a parameter without influence are
   *     where most trials are
   */
  static List<EdgeWarning> of(
      TrialTable table, Goal goal, Importance importance, RangeExtension room) {
    Comparator<FinishedTrial> byValue = Comparator.comparingDouble(FinishedTrial::value);
    List<FinishedTrial> ranked =
        table.trials().stream()
            .sorted(goal == Goal.MINIMIZE ? byValue : byValue.reversed())
            .toList();
    int among = Math.max(FEWEST_BEST, (int) (ranked.size() * BEST_SHARE));
    if (ranked.size() < 2 * among) {
      return List.of();
    }
    List<EdgeWarning> warnings = new ArrayList<>();
    for (Parameter parameter : table.parameters()) {
      if (isOrdered(parameter) && importance.isClear(parameter.name())) {
        boolean dominates = importance.dominates(parameter.name());
        of(table, parameter, ranked, among, dominates, false).ifPresent(warnings::add);
        of(table, parameter, ranked, among, dominates, true).ifPresent(warnings::add);
      }
    }
    warnings.removeIf(one -> !room.isBeyond(one.parameter, (Number) one.limit, one.upward));
    return warnings;
  }

  private static boolean isOrdered(Parameter parameter) {
    return !(parameter instanceof Choice choice)
        || (choice.values().size() > 2 && choice.isAscending());
  }

  /**
   * Warns if the number of best trials at the edge would be improbable among as many trials drawn
   * from all. An adaptive strategy puts most trials at good values, after which the number is never
   * improbable: for a parameter that explains most of the variance, it is sufficient that the
   * strategy moved to the edge and the best trials are there. Trials in which the parameter was
   * inactive are left out, because nobody chose its value.
   *
   * @param ranked all trials, the best first
   * @param dominates whether the parameter explains most of the variance
   */
  private static Optional<EdgeWarning> of(
      TrialTable table,
      Parameter parameter,
      List<FinishedTrial> ranked,
      int among,
      boolean dominates,
      boolean upward) {
    Object limit = parameter.valueAt(upward ? Math.nextDown(1.0) : 0);
    double zone = Math.max(EDGE, parameter.intervalOf(limit).width());
    FinishedTrial first = ranked.get(0);
    Predicate<FinishedTrial> isAtEdge =
        trial -> table.isActive(parameter, trial) && isIn(zone, trial, parameter, upward);
    int everywhere = (int) ranked.stream().filter(isAtEdge).count();
    int atEdge = (int) ranked.subList(0, among).stream().filter(isAtEdge).count();
    double chance =
        HypergeometricDistribution.of(ranked.size(), everywhere, among)
            .survivalProbability(atEdge - 1);
    boolean wentThere =
        dominates
            && BinomialDistribution.of(ranked.size(), zone).survivalProbability(everywhere - 1)
                < SURPRISING
            && BinomialDistribution.of(among, zone).survivalProbability(atEdge - 1) < SURPRISING;
    return isAtEdge.test(first) && 2 * atEdge > among && (chance < SURPRISING || wentThere)
        ? Optional.of(
            new EdgeWarning(
                parameter.name(), value(first, parameter), upward, limit, atEdge, among))
        : Optional.empty();
  }

  private static Object value(FinishedTrial trial, Parameter parameter) {
    return trial.assignment().values().getOrDefault(parameter.name(), parameter.valueAt(0));
  }

  private static boolean isIn(
      double zone, FinishedTrial trial, Parameter parameter, boolean upward) {
    Interval place = parameter.intervalOf(value(trial, parameter));
    return upward ? place.middle() >= 1 - zone : place.middle() <= zone;
  }
}
