package dev.trellis.stopping;

import dev.trellis.metric.Curve;
import dev.trellis.metric.MetricPoint;
import java.time.Duration;
import java.util.Optional;

/** Ends a trial that has trained for that long, inside an epoch if need be. */
public record TimeLimit(Duration limit) implements StoppingRule {
  static final String NAME = "time";

  public TimeLimit {
    if (limit.isNegative() || limit.isZero()) {
      throw new IllegalArgumentException("time limit " + limit);
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  /** The reason's value is the time trained, its threshold the limit, both in seconds. */
  @Override
  public Optional<StopReason> check(Curve objective, Duration trained) {
    if (!endsInsideEpoch(trained)) {
      return Optional.empty();
    }
    int step = objective.last().map(MetricPoint::step).orElse(0);
    return Optional.of(new StopReason(NAME, step, seconds(trained), seconds(limit)));
  }

  @Override
  public boolean endsInsideEpoch(Duration trained) {
    return trained.compareTo(limit) >= 0;
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
