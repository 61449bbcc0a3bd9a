package dev.trellis.comparison;

import dev.trellis.experiment.Experiments;
import dev.trellis.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What the screen compares. */
@Service
public class Comparison {
  private static final int FEWEST_POINTS = 4;
  private static final int MOST_POINTS = 10_000;

  private final Experiments experiments;
  private final Curves curves;

  Comparison(Experiments experiments, Curves curves) {
    this.experiments = experiments;
    this.curves = curves;
  }

  /**
   * @param metric null for the objective's
   * @param after cursor of an earlier window; null for everything
   * @param maxPoints of each curve
   * @throws Problem where there is no such experiment, or the cursor is none
   */
  public CurveWindow curves(
      long experimentId, @Nullable String metric, @Nullable String after, int maxPoints) {
    checkMaxPoints(maxPoints);
    if (after != null && !after.matches("\\d{1,19}")) {
      throw Problem.invalid(
          "/after", "'%s' is not a cursor; give the one an earlier answer had.".formatted(after));
    }
    var objective = experiments.experiment(experimentId).summary().objective();
    return curves
        .ofExperiment(experimentId, metric == null ? objective.metric() : metric, after)
        .thin(maxPoints);
  }

  /**
   * The curves of all metrics of a trial.
   *
   * @throws Problem where there is no such trial
   */
  public List<CurveWindow> curvesOfTrial(long trialId, int maxPoints) {
    checkMaxPoints(maxPoints);
    experiments.trial(trialId);
    return curves.ofTrial(trialId).stream().map(window -> window.thin(maxPoints)).toList();
  }

  private static void checkMaxPoints(int maxPoints) {
    if (maxPoints < FEWEST_POINTS || maxPoints > MOST_POINTS) {
      throw Problem.invalid(
          "/max_points",
          "max_points is %d; allowed are %d to %d."
              .formatted(maxPoints, FEWEST_POINTS, MOST_POINTS));
    }
  }
}
