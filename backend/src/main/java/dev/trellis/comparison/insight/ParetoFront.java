package dev.trellis.comparison.insight;

import dev.trellis.metric.Goal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Trials that no other beats in both value and cost, from the cheapest on.
 *
 * @param bySeconds where the cost is training time
 * @param bySize where the cost is the number of weights
 */
public record ParetoFront(List<Finished> bySeconds, List<Finished> bySize) {
  static ParetoFront of(List<Finished> trials, Goal goal) {
    return new ParetoFront(
        front(trials, Finished::seconds, goal), front(trials, Finished::size, goal));
  }

  private static List<Finished> front(
      List<Finished> trials, ToDoubleFunction<Finished> cost, Goal goal) {
    Comparator<Finished> byValue = Comparator.comparingDouble(Finished::value);
    List<Finished> cheapest =
        trials.stream()
            .sorted(
                Comparator.comparingDouble(cost)
                    .thenComparing(goal == Goal.MINIMIZE ? byValue : byValue.reversed())
                    .thenComparingLong(Finished::number))
            .toList();
    List<Finished> front = new ArrayList<>();
    double best = Double.NaN;
    for (Finished trial : cheapest) {
      if (goal.isBetter(trial.value(), best)) {
        best = trial.value();
        front.add(trial);
      }
    }
    return front;
  }
}
