package dev.trellis.stopping;

import dev.trellis.metric.Curve;
import java.time.Duration;
import java.util.Optional;

/**
 * Ends a trial whose last objective is NaN or infinite. Training does not recover from such
 * weights.
 */
public record NonFiniteRule() implements StoppingRule {
  public static final String NAME = "not_finite";

  @Override
  public String name() {
    return NAME;
  }

  /** Returns a stop reason whose value is the value that is not finite. */
  @Override
  public Optional<StopReason> check(Curve objective, Duration trained) {
    return objective
        .last()
        .filter(last -> !Double.isFinite(last.value()))
        .map(last -> new StopReason(NAME, last.step(), last.value(), null));
  }
}
