package dev.trellis.execution;

import dev.trellis.experiment.ExperimentState;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How far experiments have come, written down. */
public interface ExperimentLedger {
  /**
   * An open experiment, locked until the transaction ends so that one planner at a time extends it.
   *
   * @param vocabularySize number of distinct tokens of its text
   * @param proposed how many trials it has so far: the number of the next one
   * @param open how many of them wait or run
   * @param completed how many trained to their end
   * @param outOfBudget whether its time is used up
   */
  record OpenExperiment(
      long id, int vocabularySize, long proposed, long open, long completed, boolean outOfBudget) {}

  /** Empty where it is over or gone. */
  Optional<OpenExperiment> lock(long experimentId);

  /** Ids of all that are not over. */
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
   * @param endReason why before all its trials; null where none was left
   */
  void finish(long experimentId, ExperimentState state, @Nullable String endReason);
}
