package dev.trellis.pruning;

import dev.trellis.metric.Curve;
import dev.trellis.metric.Goal;
import dev.trellis.metric.MetricPoint;

/**
 * A trial as seen by a pruner.
 *
 * @param number trial number in the experiment
 * @param objective curve of the objective so far
 */
public record PeerTrial(long number, State state, Curve objective) {
  /** State of a trial for a pruner. */
  public enum State {
    /** Waiting for a worker, or training. */
    OPEN,
    /** Paused at a rung. */
    PAUSED,
    /** Ended by its own stopping rules, or failed. */
    FINISHED,
    /** Pruned. */
    PRUNED
  }

  /** Returns the number of complete epochs trained. */
  public int epochs() {
    return objective.last().map(MetricPoint::step).orElse(0);
  }

  /** Returns the best finite value up to an epoch, inclusive; NaN if there is none. */
  public double bestUpTo(int epoch, Goal goal) {
    double best = Double.NaN;
    for (MetricPoint point : objective.points()) {
      if (point.step() <= epoch && goal.isBetter(point.value(), best)) {
        best = point.value();
      }
    }
    return best;
  }

  PeerTrial withState(State newState) {
    return new PeerTrial(number, newState, objective);
  }
}
