package dev.trellis.stopping;

import dev.trellis.metric.Curve;
import dev.trellis.metric.Goal;
import java.time.Duration;
import java.util.Optional;

/** Ends a trial whose objective equals the target or is better. */
public record TargetRule(Goal goal, double target) implements StoppingRule {
  static final String NAME = "target";

  public TargetRule {
    if (!Double.isFinite(target)) {
      throw new IllegalArgumentException(
          "target is %s; expected a finite number".formatted(target));
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  /** Returns a stop reason whose value is the last objective and whose threshold is the target. */
  @Override
  public Optional<StopReason> check(Curve objective, Duration trained) {
    return objective
        .last()
        .filter(last -> last.value() == target || goal.isBetter(last.value(), target))
        .map(last -> new StopReason(NAME, last.step(), last.value(), target));
  }
}
