package dev.trellis.experiment;

import dev.trellis.dataset.DataShape;
import dev.trellis.experiment.submission.ExperimentSpec;
import dev.trellis.space.Assignment;
import java.util.List;

/** How fast trials were trained. */
public interface SpeedStore {
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
   */
  record Measured(
      ExperimentSpec spec,
      DataShape shape,
      long characters,
      long words,
      Assignment assignment,
      double epochSeconds) {}
}
