package dev.trellis.stopping;

import dev.trellis.metric.Goal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Conditions that end a whole search before all its trials have run.
 *
 * @param targetReached whether the search ends when a trial reaches the target of the objective
 * @param plateauTrials number of consecutive trials without a new best value after which the search
 *     ends; null for no limit
 * @param failedTrials number of failed trials after which the search ends; null for no limit
 */
public record SearchStopConditions(
    boolean targetReached, @Nullable Integer plateauTrials, @Nullable Integer failedTrials) {
  public static final SearchStopConditions NEVER = new SearchStopConditions(false, null, null);

  /**
   * A finished trial.
   *
   * @param best the objective at the best epoch; NaN if no value was finite
   * @param failed whether the trial failed
   */
  public record FinishedTrial(double best, boolean failed) {}

  /**
   * Returns the reason to end the search now, as stored with the experiment: {@code target}, {@code
   * plateau} or {@code failures}. Empty if the search continues.
   *
   * @param finished all finished trials, in the order of their numbers
   * @param target target value of the objective; null if there is none
   */
  public Optional<String> findEndReason(
      Goal goal, @Nullable Double target, List<FinishedTrial> finished) {
    if (targetReached
        && target != null
        && finished.stream().anyMatch(trial -> reachesTarget(goal, trial, target))) {
      return Optional.of("target");
    }
    if (plateauTrials != null && countSinceBest(goal, finished) >= plateauTrials) {
      return Optional.of("plateau");
    }
    long failed = finished.stream().filter(FinishedTrial::failed).count();
    return failedTrials != null && failed >= failedTrials
        ? Optional.of("failures")
        : Optional.empty();
  }

  private static boolean reachesTarget(Goal goal, FinishedTrial trial, double target) {
    return trial.best() == target || goal.isBetter(trial.best(), target);
  }

  private static int countSinceBest(Goal goal, List<FinishedTrial> finished) {
    double best = Double.NaN;
    int count = 0;
    for (FinishedTrial trial : finished) {
      if (goal.isBetter(trial.best(), best)) {
        best = trial.best();
        count = 0;
      } else {
        count++;
      }
    }
    return count;
  }
}
