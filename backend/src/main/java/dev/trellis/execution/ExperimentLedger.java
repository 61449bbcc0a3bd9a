package dev.trellis.execution;

import dev.trellis.dataset.DataShape;
import dev.trellis.experiment.ExperimentState;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How far experiments have come, written down. */
public interface ExperimentLedger {
  /**
   * An open experiment, locked until the transaction ends so that one planner at a time extends it.
   *
   * @param vocabularySize as in {@link DataShape}
   * @param classes as there
   * @param longestText as there
   * @param proposed how many trials it has so far: the number of the next one
   * @param open how many of them wait or run
   * @param completed how many trained to their end
   * @param outOfBudget whether its time is used up
   */
  record OpenExperiment(
      long id,
      int vocabularySize,
      int classes,
      int longestText,
      long proposed,
      long open,
      long completed,
      boolean outOfBudget) {
    /** What the sizes of its models take from its dataset. */
    DataShape data() {
      return new DataShape(vocabularySize, classes, longestText);
    }
  }

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
