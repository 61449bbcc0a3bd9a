package dev.trellis.comparison.insight;

import dev.trellis.metric.Goal;
import dev.trellis.space.Choice;
import dev.trellis.space.Parameter;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * Parameter of which larger values cost time and hardly improve the objective.
 *
 * @param parameter Name of the parameter.
 * @param enough Value beyond which the improvement is small.
 * @param most Largest value that was examined.
 * @param gain Relative improvement of the objective beyond {@code enough}: 0.002 is 0.2 %; negative
 *     if the objective gets worse.
 * @param times Factor by which the training time grows from {@code enough} to {@code most}.
 */
public record DiminishingReturn(
    String parameter, Object enough, Object most, double gain, double times) {
  private static final double SMALL_GAIN = 0.01;
  private static final double LONG_TIMES = 1.5;

  /**
   * Returns the diminishing returns of a parameter.
   *
   * @param values expected value of the objective, per cell
   * @param logSeconds expected logarithm of the training time, per cell
   */
  static Optional<DiminishingReturn> of(
      Parameter parameter, List<Estimate> values, List<Estimate> logSeconds, Goal goal) {
    if (parameter instanceof Choice choice && !choice.isAscending()) {
      return Optional.empty();
    }
    int last = TrialTable.CELLS - 1;
    for (int cell = 0; cell < last; cell++) {
      double beyond = best(values.subList(cell + 1, last + 1), goal);
      double gain = goal.improvement(beyond, values.get(cell).mean()) / Math.abs(beyond);
      double rise = logSeconds.get(last).mean() - logSeconds.get(cell).mean();
      double doubt = logSeconds.get(last).spread() + logSeconds.get(cell).spread();
      if (gain < SMALL_GAIN && rise - doubt > 0 && Math.exp(rise) >= LONG_TIMES) {
        return Optional.of(
            new DiminishingReturn(
                parameter.name(),
                TrialTable.at(parameter, cell),
                TrialTable.at(parameter, last),
                gain,
                Math.exp(rise)));
      }
    }
    return Optional.empty();
  }

  /** Too much of something may be worse again than some of it. */
  private static double best(List<Estimate> values, Goal goal) {
    DoubleStream means = values.stream().mapToDouble(Estimate::mean);
    return (goal == Goal.MINIMIZE ? means.min() : means.max()).orElseThrow();
  }
}
