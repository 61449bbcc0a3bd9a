package dev.trellis.comparison.insight;

import dev.trellis.metric.Goal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Trials that no other trial beats in both value and cost, the cheapest first.
 *
 * @param bySeconds front with training time as cost
 * @param bySize front with the number of weights as cost
 */
public record ParetoFront(List<FinishedTrial> bySeconds, List<FinishedTrial> bySize) {
  static ParetoFront of(List<FinishedTrial> trials, Goal goal) {
    return new ParetoFront(
        front(trials, FinishedTrial::seconds, goal), front(trials, FinishedTrial::size, goal));
  }

  private static List<FinishedTrial> front(
      List<FinishedTrial> trials, ToDoubleFunction<FinishedTrial> cost, Goal goal) {
    Comparator<FinishedTrial> byValue = Comparator.comparingDouble(FinishedTrial::value);
    List<FinishedTrial> cheapest =
        trials.stream()
            .sorted(
                Comparator.comparingDouble(cost)
                    .thenComparing(goal == Goal.MINIMIZE ? byValue : byValue.reversed())
                    .thenComparingLong(FinishedTrial::number))
            .toList();
    List<FinishedTrial> front = new ArrayList<>();
    double best = Double.NaN;
    for (FinishedTrial trial : cheapest) {
      if (goal.isBetter(trial.value(), best)) {
        best = trial.value();
        front.add(trial);
      }
    }
    return front;
  }
}
