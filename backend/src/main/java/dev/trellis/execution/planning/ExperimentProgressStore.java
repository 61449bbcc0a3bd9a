package dev.trellis.execution.planning;

import dev.trellis.dataset.text.DataShape;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How far experiments have come, written down. */
public interface ExperimentProgressStore {
  /**
   * An open experiment, locked until the transaction ends so that one planner at a time extends it.
   *
   * @param vocabularySize as in {@link DataShape}
   * @param classes as there
   * @param longestText as there
   * @param proposed how many trials the search has proposed so far: the place of the next one
   * @param enqueued how many trials were enqueued so far, on top of those
   * @param open how many of them wait in the queue or run
   * @param paused how many of them wait for something else
   * @param replicas how many train one of its trials again, all in all
   * @param openReplicas how many of those are among {@code open} and {@code paused}
   * @param outOfBudget whether its time is used up
   * @param endReason why it proposes no more before all its trials; null where it does
   */
  record OpenExperiment(
      long id,
      int vocabularySize,
      int classes,
      int longestText,
      long proposed,
      long enqueued,
      long open,
      long paused,
      long replicas,
      long openReplicas,
      boolean outOfBudget,
      @Nullable String endReason) {
    /** The number of the next trial: all trials share one sequence. */
    long nextNumber() {
      return proposed + enqueued + replicas;
    }

    /** Returns the number of trials of the search itself, replicas left out, that are not over. */
    long searching() {
      return open + paused - openReplicas;
    }

    /** The same with so many more trials in the queue that waited outside. */
    OpenExperiment queued(long trials) {
      return new OpenExperiment(
          id,
          vocabularySize,
          classes,
          longestText,
          proposed,
          enqueued,
          open + trials,
          paused - trials,
          replicas,
          openReplicas,
          outOfBudget,
          endReason);
    }

    /** What the sizes of its models take from its dataset. */
    DataShape data() {
      return new DataShape(vocabularySize, classes, longestText);
    }
  }

  /** Empty where it is paused, over or gone; its row is locked even so. */
  Optional<OpenExperiment> lock(long experimentId);

  /**
   * What of an experiment waits to be trained, as far as nobody has to decide about it.
   *
   * @param waiting how many trials a free worker may take at once
   * @param open how many wait or run
   * @param left how many are still to be proposed, or were enqueued and wait for their turn
   * @param parallelTrials how many may be open
   */
  record Backlog(long waiting, long open, long left, long parallelTrials) {
    /** Proposals may wait while half of what may be open waits itself. */
    boolean suffices() {
      return left == 0 ? open > 0 : 2 * waiting > parallelTrials;
    }
  }

  Backlog backlog(long experimentId);

  /** Ids of all that are neither paused nor over. */
  List<Long> open();

  void setProposed(long experimentId, long proposed);

  /**
   * Cancels the trials that still wait, their budget being used up; those that run are told by
   * their next report.
   *
   * @return how many
   */
  int cancelWaiting(long experimentId);

  /**
   * Ends it: COMPLETED where at least one trial trained to its end, else FAILED.
   *
   * @param endReason why before all its trials; null where none was left
   */
  void finish(long experimentId, @Nullable String endReason);

  /**
   * Ends an experiment that cannot go on as FAILED: trials that wait are cancelled, those that run
   * are told to stop. Does nothing to an experiment that is over.
   *
   * @param endReason the word it keeps
   * @param message why, as a sentence
   */
  void fail(long experimentId, String endReason, String message);
}
