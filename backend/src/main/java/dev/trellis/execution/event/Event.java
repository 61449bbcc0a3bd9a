package dev.trellis.execution.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change of state of an experiment or a trial.
 *
 * @param trialId which trial; null where the experiment itself changed
 * @param number the trial's number inside its experiment
 * @param previousState null for what is new
 * @param state the state since then; {@code DELETED} for an experiment that is gone
 * @param actor who: {@code USER}, {@code PLANNER}, {@code WORKER} or {@code RECOVERY}
 * @param reason why, as a word, or as a sentence after a passing error
 * @param workerId the worker that had a part in it
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
   * A place in the log. Transactions come first: ids are handed out before the commit, so that by
   * id alone a reader would miss what commits late.
   */
  public record Position(long transaction, long id) {
    @Override
    public String toString() {
      return transaction + "-" + id;
    }
  }
}
