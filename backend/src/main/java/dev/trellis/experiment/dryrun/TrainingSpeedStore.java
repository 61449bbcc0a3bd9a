package dev.trellis.experiment.dryrun;

import dev.trellis.dataset.text.DataShape;
import dev.trellis.experiment.submission.spec.ExperimentSpec;
import dev.trellis.space.Assignment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How fast trials were trained. */
public interface TrainingSpeedStore {
  /** The latest trials of a family that trained whole epochs, the newest first. */
  List<Measured> latest(String family);

  /** How many trials the workers that live train at once; 0 where none lives. */
  int slots();

  /**
   * A trial's speed.
   *
   * @param characters of its dataset
   * @param words of its dataset
   * @param epochSeconds median time of an epoch with validation
   * @param otherSeconds what it took beside its epochs: to build the model, to test and to keep it;
   *     null until it is over
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
