package dev.trellis.experiment;

import dev.trellis.experiment.submission.spec.ExperimentSpec;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Persistent states of existing experiments. */
public interface ExperimentStateStore {
  /**
   * Marks it cancelled, and each of its trials that waits; those that run see the mark.
   *
   * @return whether it was still open
   */
  boolean cancel(long id);

  /**
   * Marks it paused and takes its waiting trials out of the queue; those that run see the mark.
   *
   * @return whether it was queued or running
   */
  boolean pause(long id);

  /**
   * Puts the trials that its pause stopped back into the queue.
   *
   * @return whether it was paused
   */
  boolean resume(long id);

  /** Locks it until the transaction ends: nothing is proposed, and it does not end. */
  void lock(long id);

  /**
   * Locks all trials of an experiment until the transaction ends, in the order of their ids. Every
   * transaction that writes many trials locks them in this order, so none of them deadlock.
   */
  void lockTrials(long id);

  /**
   * Progress of an experiment.
   *
   * @param proposed how many trials the search has proposed
   * @param used how much of its budget of time, pauses and the time since its end left out
   * @param stopping how many trials still run that were told to stop: cancelled, or out of budget
   */
  record Progress(long proposed, Duration used, long stopping) {}

  Progress progress(long id);

  /**
   * Lets an experiment go on that is over or proposes no more trials. Trials that its end cut off
   * wait for their turn and train anew; trials that ended at a rung wait there again.
   *
   * @param endReason the word for why it ended; null if all its trials were made
   * @param rungRule the rule in the stop reasons of trials that ended at a rung; null for none
   */
  void reopen(long id, @Nullable String endReason, @Nullable String rungRule);

  /** Returns the request that extended the experiment under that key, if there was one. */
  Optional<String> extension(long id, String idempotencyKey);

  /** Stores the request that extends the experiment. */
  void rememberExtension(long id, String idempotencyKey, String request);

  /**
   * Stores how many trials it makes, how many at once, its budget and its priority.
   *
   * @param normalized the whole submission with them, in normal form
   */
  void change(long id, ExperimentSpec spec, Map<String, Object> normalized);

  /**
   * Deletes an experiment with its trials and curves; a worker that trains one of its trials finds
   * its claim expired. Its trials must be locked before ({@link TrialStore#lockAll}): the holder of
   * a trial may wait for the lock of the experiment.
   */
  void delete(long id);
}
