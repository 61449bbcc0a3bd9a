package dev.trellis.stopping;

import dev.trellis.metric.Curve;
import java.time.Duration;
import java.util.Optional;

/** Ends a trial by its own curve. A pure function, asked once after every epoch. */
public interface StoppingRule {
  /** The name under which stop reasons of this rule are stored. */
  String name();

  /**
   * @param objective the curve of the objective so far, its last point the epoch just ended
   * @param trained time spent in this trial so far
   * @return why to end now; empty to go on
   */
  Optional<StopReason> check(Curve objective, Duration trained);
}
