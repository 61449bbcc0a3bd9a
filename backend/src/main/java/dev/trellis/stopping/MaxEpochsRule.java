package dev.trellis.stopping;

import dev.trellis.metric.Curve;
import java.time.Duration;
import java.util.Optional;

/**
 * Ends a trial after a number of epochs.
 *
 * @param epochs at least 1
 */
public record MaxEpochsRule(int epochs) implements StoppingRule {
  static final String NAME = "max_epochs";

  public MaxEpochsRule {
    if (epochs < 1) {
      throw new IllegalArgumentException("max_epochs is %d; expected at least 1".formatted(epochs));
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  /** Returns a stop reason without a value whose threshold is the number of epochs. */
  @Override
  public Optional<StopReason> check(Curve objective, Duration trained) {
    return objective
        .last()
        .filter(last -> last.step() >= epochs)
        .map(last -> new StopReason(NAME, last.step(), null, (double) epochs));
  }
}
