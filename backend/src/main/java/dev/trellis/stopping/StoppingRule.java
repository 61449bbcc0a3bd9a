package dev.trellis.stopping;

import dev.trellis.metric.Curve;
import java.time.Duration;
import java.util.Optional;

/**
 * Ends a trial by its own curve. A pure function, asked after every epoch, and once more where
 * {@link #endsInsideEpoch} cut one short.
 */
public interface StoppingRule {
  /** The name under which stop reasons of this rule are stored: a key of {@link StoppingRules}. */
  String name();

  /**
   * @param objective the curve of the objective so far, its last point the last whole epoch; empty
   *     before the first
   * @param trained time spent in this trial so far
   * @return why to end now; empty to go on
   */
  Optional<StopReason> check(Curve objective, Duration trained);

  /**
   * Whether not even the epoch under way may end. Asked between minibatches, so it must be cheap.
   *
   * @param trained time spent in this trial so far
   */
  default boolean endsInsideEpoch(Duration trained) {
    return false;
  }
}
