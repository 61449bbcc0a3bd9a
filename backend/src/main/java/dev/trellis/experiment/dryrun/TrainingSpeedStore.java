package dev.trellis.experiment.dryrun;

import dev.trellis.dataset.text.DataShape;
import dev.trellis.experiment.submission.spec.ExperimentSpec;
import dev.trellis.space.Assignment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Persistent training speeds of trials. */
public interface TrainingSpeedStore {
  /** The latest trials of a family that trained whole epochs, the newest first. */
  List<Measured> latest(String family);

  /**
   * Returns the number of trials that all running workers train at the same time; 0 if no worker
   * runs.
   */
  int slots();

  /**
   * Speed of a trial.
   *
   * @param characters characters of its dataset
   * @param words words of its dataset
   * @param epochSeconds median time of an epoch with validation
   * @param otherSeconds time outside of epochs, to build, test and store the model; null until the
   *     trial has ended
   */
  record Measured(
      ExperimentSpec spec,
      DataShape shape,
      long characters,
      long words,
      Assignment assignment,
      double epochSeconds,
      @Nullable Double otherSeconds) {}
}
