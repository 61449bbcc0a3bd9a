package dev.trellis.execution.planning;

import dev.trellis.dataset.text.DataShape;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Persistent progress of experiments. */
public interface ExperimentProgressStore {
  /**
   * Open experiment, locked until the transaction ends, so that only one planner at a time extends
   * it.
   *
   * @param vocabularySize see {@link DataShape}
   * @param classes see {@link DataShape}
   * @param longestText see {@link DataShape}
   * @param proposed number of proposed trials; index of the next proposal
   * @param enqueued number of enqueued trials, in addition to the proposed trials
   * @param open number of proposed or enqueued trials that wait in the queue or run
   * @param paused number of paused trials
   * @param replicas number of replicas
   * @param openReplicas number of replicas in {@code open} and {@code paused}
   * @param outOfBudget whether the wall-clock budget is used up
   * @param endReason reason to propose no more trials; null if the search continues
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

    /** Returns the sizes of the dataset that determine the sizes of its models. */
    DataShape data() {
      return new DataShape(vocabularySize, classes, longestText);
    }
  }

  /**
   * Locks the row of the experiment. Returns empty if the experiment is paused, has ended or does
   * not exist; the row stays locked.
   */
  Optional<OpenExperiment> lock(long experimentId);

  /**
   * Number of trials that need no further decision.
   *
   * @param waiting number of trials that a free worker may claim now
   * @param open number of queued or running trials
   * @param left number of trials to propose, and of enqueued trials that have not been queued
   * @param parallelTrials maximum number of open trials
   */
  record Backlog(long waiting, long open, long left, long parallelTrials) {
    /** Returns whether proposals may wait: half of the allowed open trials are queued. */
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
   * Ends the experiment: COMPLETED if at least one trial completed, otherwise FAILED.
   *
   * @param endReason reason of the early end; null if no trials are left
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
