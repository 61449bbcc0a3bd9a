package dev.trellis.stopping;

import dev.trellis.metric.Curve;
import dev.trellis.metric.MetricPoint;
import java.time.Duration;
import java.util.Optional;

/** Ends a trial that has trained for the time limit. The rule may end a trial within an epoch. */
public record TimeLimitRule(Duration limit) implements StoppingRule {
  static final String NAME = "time";

  public TimeLimitRule {
    if (limit.isNegative() || limit.isZero()) {
      throw new IllegalArgumentException(
          "time limit is %s; expected a positive duration".formatted(limit));
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  /**
   * Returns a stop reason whose value is the time trained and whose threshold is the limit, both in
   * seconds.
   */
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
