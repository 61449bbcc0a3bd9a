package dev.trellis.stopping;

import dev.trellis.metric.Goal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a whole search ends before all its trials.
 *
 * @param targetReached whether a trial that reaches the target of the metric ends it
 * @param plateauTrials after so many trials in a row without a new best; null for never
 * @param failedTrials after so many failed trials; null for never
 */
public record StopWhen(
    boolean targetReached, @Nullable Integer plateauTrials, @Nullable Integer failedTrials) {
  public static final StopWhen NEVER = new StopWhen(false, null, null);

  /**
   * A trial that is over.
   *
   * @param best its objective at its best epoch; NaN where no value was finite
   */
  public record Ended(double best, boolean failed) {}

  /**
   * Why to end now, in a word that experiments keep as their end reason; empty to go on.
   *
   * @param ended all trials that are over, by number
   * @param target null for none
   */
  public Optional<String> reason(Goal goal, @Nullable Double target, List<Ended> ended) {
    if (targetReached
        && target != null
        && ended.stream().anyMatch(one -> meets(goal, one, target))) {
      return Optional.of("target");
    }
    if (plateauTrials != null && withoutNewBest(goal, ended) >= plateauTrials) {
      return Optional.of("plateau");
    }
    long failed = ended.stream().filter(Ended::failed).count();
    return failedTrials != null && failed >= failedTrials
        ? Optional.of("failures")
        : Optional.empty();
  }

  private static boolean meets(Goal goal, Ended one, double target) {
    return one.best() == target || goal.isBetter(one.best(), target);
  }

  private static int withoutNewBest(Goal goal, List<Ended> ended) {
    double best = Double.NaN;
    int without = 0;
    for (Ended one : ended) {
      if (goal.isBetter(one.best(), best)) {
        best = one.best();
        without = 0;
      } else {
        without++;
      }
    }
    return without;
  }
}
