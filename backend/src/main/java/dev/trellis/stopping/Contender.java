package dev.trellis.stopping;

import dev.trellis.metric.Curve;
import dev.trellis.metric.Goal;
import dev.trellis.metric.MetricPoint;

/**
 * A trial as pruners see it.
 *
 * @param number its number in the experiment
 * @param objective its curve so far
 */
public record Contender(long number, Standing standing, Curve objective) {
  /** Where a trial stands among others. */
  public enum Standing {
    /** Waits for a worker, or trains. */
    OPEN,
    /** Waits at a rung for a decision. */
    PAUSED,
    /** Came to its end by itself, or failed. */
    OVER,
    /** Ended because others do better. */
    PRUNED
  }

  /** Whole epochs trained. */
  public int epochs() {
    return objective.last().map(MetricPoint::step).orElse(0);
  }

  /** The best finite value up to that epoch; NaN where there is none. */
  public double bestBy(int epoch, Goal goal) {
    double best = Double.NaN;
    for (MetricPoint point : objective.points()) {
      if (point.step() <= epoch && goal.isBetter(point.value(), best)) {
        best = point.value();
      }
    }
    return best;
  }

  Contender with(Standing other) {
    return new Contender(number, other, objective);
  }
}
