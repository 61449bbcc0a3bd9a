package dev.trellis.stopping;

import dev.trellis.metric.Curve;
import java.time.Duration;
import java.util.Optional;

/**
 * Ends a trial by its own curve. A rule is a pure function. It is checked after every epoch, and
 * also when {@link #endsInsideEpoch} interrupted an epoch.
 */
public interface StoppingRule {
  /** Returns the name in stop reasons, a key of {@link StoppingRules#DESCRIPTIONS}. */
  String name();

  /**
   * Checks whether the trial must end.
   *
   * @param objective curve of the objective so far; its last point is the last complete epoch;
   *     empty before the first epoch ends
   * @param trained training time of the trial so far
   * @return the reason to end the trial now; empty if the trial continues
   */
  Optional<StopReason> check(Curve objective, Duration trained);

  /**
   * Returns whether the trial must end before the current epoch is complete. The method is called
   * between minibatches and must be cheap.
   *
   * @param trained training time of the trial so far
   */
  default boolean endsInsideEpoch(Duration trained) {
    return false;
  }
}
