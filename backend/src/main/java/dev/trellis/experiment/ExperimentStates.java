package dev.trellis.experiment;

import dev.trellis.experiment.submission.ExperimentSpec;
import java.util.Map;

/** What may become of experiments that are there already. */
public interface ExperimentStates {
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

  /** How many trials have been proposed so far. */
  long proposed(long id);

  /**
   * Stores how many trials it makes, how many at once, its budget and its priority.
   *
   * @param normalised the whole submission with them, in normal form
   */
  void change(long id, ExperimentSpec spec, Map<String, Object> normalised);

  /**
   * Deletes it with its trials and curves; whoever trains one finds its claim gone. Its trials are
   * locked before ({@link TrialStore#lockAll}): whoever holds one may wait for the experiment.
   */
  void delete(long id);
}
