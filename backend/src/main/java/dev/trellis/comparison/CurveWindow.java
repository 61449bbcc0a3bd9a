package dev.trellis.comparison;

import dev.trellis.experiment.TrialState;
import java.util.List;

/**
 * The curves of one metric of all trials of an experiment, or what is new in them.
 *
 * @param cursor to be given with the next request, which then brings what came after this one
 * @param metrics names of metrics the experiment has recorded, the first hundred of them
 * @param trials those that have points in this window
 */
public record CurveWindow(
    String metric, String cursor, List<String> metrics, List<TrialCurve> trials) {

  /** The same with at most that many points a curve, at least 4; peaks are kept. */
  CurveWindow thin(int maxPoints) {
    List<TrialCurve> thinned =
        trials.stream()
            .map(
                curve ->
                    new TrialCurve(
                        curve.trialId,
                        curve.number,
                        curve.attempt,
                        curve.state,
                        Downsampling.thin(curve.points, maxPoints)))
            .toList();
    return new CurveWindow(metric, cursor, metrics, thinned);
  }

  /**
   * @param attempt a higher one than held replaces all points of the trial
   * @param points in the order of their steps
   */
  public record TrialCurve(
      long trialId, long number, int attempt, TrialState state, List<CurvePoint> points) {}
}
