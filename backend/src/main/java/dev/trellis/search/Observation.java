package dev.trellis.search;

import dev.trellis.space.Assignment;
import org.jspecify.annotations.Nullable;

/**
 * The state of a trial at the time of a proposal.
 *
 * @param value the objective at the best epoch so far; null if no epoch had a finite value
 * @param epochs number of epochs trained
 */
public record Observation(
    Assignment assignment, Progress progress, @Nullable Double value, int epochs) {
  /** Progress of a trial. */
  public enum Progress {
    /** Waiting or training; the value may still improve. */
    OPEN,
    /** Ended by its own stopping rules. */
    COMPLETED,
    /** Pruned, or paused at a rung, because peers are better. */
    PRUNED,
    /** Failed; the trial has no model. */
    FAILED
  }
}
