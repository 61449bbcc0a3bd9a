package dev.trellis.execution.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * State change of an experiment or a trial.
 *
 * @param trialId identifier of the trial; null if the experiment itself changed
 * @param number number of the trial within its experiment
 * @param previousState null for a new experiment or trial
 * @param state new state; {@code DELETED} for a deleted experiment
 * @param actor {@code USER}, {@code PLANNER}, {@code WORKER} or {@code RECOVERY}
 * @param reason reason, as a word, or as a sentence after a transient error
 * @param workerId identifier of the worker that was involved
 */
public record Event(
    Position position,
    Instant at,
    long experimentId,
    @Nullable Long trialId,
    @Nullable Long number,
    @Nullable String previousState,
    String state,
    String actor,
    @Nullable String reason,
    @Nullable Integer attempt,
    @Nullable String workerId) {

  /**
   * Position in the log. Transactions come first: identifiers are assigned before the commit, so a
   * reader that orders by identifier alone would miss events that commit late.
   */
  public record Position(long transaction, long id) {
    @Override
    public String toString() {
      return transaction + "-" + id;
    }
  }
}
