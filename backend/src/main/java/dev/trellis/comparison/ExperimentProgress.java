package dev.trellis.comparison;

import dev.trellis.experiment.Experiment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Optimization history of an experiment.
 *
 * @param improvements one entry for each new best value, in the order in which the trials finished
 * @param end best value after all finished trials; {@code null} if no trial has finished
 */
public record ExperimentProgress(
    Experiment.Summary experiment, List<Improvement> improvements, @Nullable Improvement end) {

  /**
   * Best value after a number of trials.
   *
   * @param trials number of finished trials
   * @param seconds total training time of the finished trials, in seconds
   * @param best best value of the finished trials; NaN if no trial has a value
   */
  public record Improvement(long trials, double seconds, double best) {}
}
