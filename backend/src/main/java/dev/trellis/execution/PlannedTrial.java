package dev.trellis.execution;

import dev.trellis.experiment.TrialState;
import dev.trellis.metric.Curve;
import dev.trellis.metric.Goal;
import dev.trellis.metric.MetricPoint;
import dev.trellis.search.Observation;
import dev.trellis.search.Observation.Progress;
import dev.trellis.space.Assignment;
import dev.trellis.stopping.Contender;
import dev.trellis.stopping.Contender.Standing;
import java.util.List;

/**
 * A trial of a search as the planner sees it: one that competes, no replica.
 *
 * @param waitsAtRung whether it is PAUSED until its pruner decides
 * @param objective its curve so far
 */
public record PlannedTrial(
    long id,
    long number,
    TrialState state,
    boolean waitsAtRung,
    Assignment assignment,
    Curve objective) {

  /** Whether it has, or may get, a worker. */
  boolean isOpen() {
    return !state.isOver() && !waitsAtRung;
  }

  int epochs() {
    return objective.last().map(MetricPoint::step).orElse(0);
  }

  /** What a search strategy learns from it. */
  public Observation observation(Goal goal) {
    return new Observation(
        assignment,
        progress(),
        objective.best(goal).map(MetricPoint::value).orElse(null),
        epochs());
  }

  private Progress progress() {
    if (waitsAtRung) {
      return Progress.PRUNED;
    }
    return switch (state) {
      case COMPLETED -> Progress.COMPLETED;
      case PRUNED, CANCELLED -> Progress.PRUNED;
      case FAILED -> Progress.FAILED;
      default -> Progress.OPEN;
    };
  }

  /** What a pruner compares; what was cancelled or failed has nothing to show. */
  Contender contender() {
    boolean nothing = state == TrialState.CANCELLED || state == TrialState.FAILED;
    return new Contender(number, standing(), nothing ? new Curve(List.of()) : objective);
  }

  private Standing standing() {
    if (waitsAtRung) {
      return Standing.PAUSED;
    }
    if (state == TrialState.PRUNED) {
      return Standing.PRUNED;
    }
    return state.isOver() ? Standing.OVER : Standing.OPEN;
  }
}
