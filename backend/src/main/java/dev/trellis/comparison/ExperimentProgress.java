package dev.trellis.comparison;

import dev.trellis.experiment.Experiment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an experiment got to its best value.
 *
 * @param improvements in the order in which its trials ended, one for each new best value
 * @param end where it stands now: the best value once more, after all that was trained; null before
 *     the first trial has ended
 */
public record ExperimentProgress(
    Experiment.Summary experiment, List<Improvement> improvements, @Nullable Improvement end) {

  /**
   * @param trials how many had ended by then
   * @param seconds of training that they had taken together
   * @param best the best value by then
   */
  public record Improvement(long trials, double seconds, double best) {}
}
