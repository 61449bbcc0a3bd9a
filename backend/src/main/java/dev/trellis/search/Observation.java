package dev.trellis.search;

import dev.trellis.space.Assignment;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a trial when the next one is proposed.
 *
 * @param value the objective at its best epoch so far; null where no epoch gave a finite one
 * @param epochs how long it has trained
 */
public record Observation(
    Assignment assignment, Progress progress, @Nullable Double value, int epochs) {
  /** How far a trial is. */
  public enum Progress {
    /** Waits or trains: its value may still improve. */
    OPEN,
    /** Trained to its end. */
    COMPLETED,
    /** Ended early, or waits, because its peers do better. */
    PRUNED,
    /** Has no model to show for it. */
    FAILED
  }
}
