package dev.trellis.stopping;

import dev.trellis.metric.Curve;
import java.time.Duration;
import java.util.Optional;

/**
 * Ends a trial after that many epochs, never one more.
 *
 * @param epochs at least 1
 */
public record MaxEpochs(int epochs) implements StoppingRule {
  static final String NAME = "max_epochs";

  public MaxEpochs {
    if (epochs < 1) {
      throw new IllegalArgumentException("max_epochs " + epochs);
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  /** The reason's threshold is the limit; it looks at no value. */
  @Override
  public Optional<StopReason> check(Curve objective, Duration trained) {
    return objective
        .last()
        .filter(last -> last.step() >= epochs)
        .map(last -> new StopReason(NAME, last.step(), null, (double) epochs));
  }
}
