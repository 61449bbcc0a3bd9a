package dev.trellis.stopping;

import dev.trellis.metric.Curve;
import dev.trellis.metric.Goal;
import dev.trellis.metric.MetricPoint;
import java.time.Duration;
import java.util.Optional;

/**
 * Early stopping: ends a trial after {@code patience} consecutive evaluations that did not improve
 * the reference value by more than {@code minDelta}.
 *
 * <p>Only such an improvement replaces the reference value, so several small improvements count
 * when their sum exceeds {@code minDelta}. The reference value may differ from the best epoch of
 * the trial, which is {@link Curve#best}. A value that is not finite is never an improvement; the
 * first finite value always is an improvement.
 *
 * @param patience at least 1
 * @param minDelta in units of the objective, at least 0
 */
public record PatienceRule(Goal goal, int patience, double minDelta) implements StoppingRule {
  static final String NAME = "patience";

  public PatienceRule {
    if (patience < 1 || !(minDelta >= 0)) {
      throw new IllegalArgumentException(
          "patience is %d, min_delta is %s; expected patience >= 1 and min_delta >= 0"
              .formatted(patience, minDelta));
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  /**
   * Returns a stop reason whose value is the last objective and whose threshold is the reference
   * value, or null if no value was finite.
   */
  @Override
  public Optional<StopReason> check(Curve objective, Duration trained) {
    double best = Double.NaN;
    int evaluationsSinceBest = 0;
    for (MetricPoint point : objective.points()) {
      if (improves(point.value(), best)) {
        best = point.value();
        evaluationsSinceBest = 0;
      } else {
        evaluationsSinceBest++;
      }
    }
    if (evaluationsSinceBest < patience) {
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
