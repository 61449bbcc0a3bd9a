package dev.trellis.stopping;

import dev.trellis.metric.Curve;
import dev.trellis.metric.Goal;
import dev.trellis.metric.MetricPoint;
import java.time.Duration;
import java.util.Optional;

/**
 * Early stopping: ends a trial after {@code patience} evaluations in a row that did not improve on
 * the best one before them by more than {@code minDelta}.
 *
 * <p>The best is moved only by such an improvement, so many small steps count as soon as they add
 * up to one. It is what patience is measured from, not the best epoch of the trial: that is {@link
 * Curve#best}. A value that is not finite is never an improvement, and the first finite value
 * always is one.
 *
 * @param patience at least 1
 * @param minDelta in units of the objective, at least 0
 */
public record PatienceRule(Goal goal, int patience, double minDelta) implements StoppingRule {
  static final String NAME = "patience";

  public PatienceRule {
    if (patience < 1 || !(minDelta >= 0)) {
      throw new IllegalArgumentException("patience " + patience + ", min_delta " + minDelta);
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  /** The reason's value is the objective at the end, its threshold what had to be beaten. */
  @Override
  public Optional<StopReason> check(Curve objective, Duration trained) {
    double best = Double.NaN;
    int evaluationsWithout = 0;
    for (MetricPoint point : objective.points()) {
      if (improves(point.value(), best)) {
        best = point.value();
        evaluationsWithout = 0;
      } else {
        evaluationsWithout++;
      }
    }
    if (evaluationsWithout < patience) {
      return Optional.empty();
    }
    Double threshold = Double.isFinite(best) ? best : null;
    return objective.last().map(last -> new StopReason(NAME, last.step(), last.value(), threshold));
  }

  private boolean improves(double candidate, double best) {
    return goal.isBetter(candidate, best)
        && !(Double.isFinite(best) && goal.improvement(candidate, best) <= minDelta);
  }
}
