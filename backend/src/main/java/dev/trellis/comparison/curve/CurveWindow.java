package dev.trellis.comparison.curve;

import dev.trellis.experiment.TrialState;
import java.util.List;

/**
 * Curves of a metric: all points, or the points that are newer than a cursor.
 *
 * @param metric name of the metric
 * @param cursor cursor for the next request, which returns the points written after this window
 * @param metrics names of metrics that the experiment has recorded, at most 100; only {@code
 *     metric} if the window belongs to a single trial
 * @param trials curves of the trials that have points in this window
 */
public record CurveWindow(
    String metric, String cursor, List<String> metrics, List<TrialCurve> trials) {

  /** Returns this window with at most {@code maxPoints} points per curve; extremes are kept. */
  public CurveWindow downsample(int maxPoints) {
    List<TrialCurve> downsampled =
        trials.stream()
            .map(
                curve ->
                    new TrialCurve(
                        curve.trialId,
                        curve.number,
                        curve.attempt,
                        curve.state,
                        Downsampling.downsample(curve.points, maxPoints)))
            .toList();
    return new CurveWindow(metric, cursor, metrics, downsampled);
  }

  /**
   * Curve of a trial.
   *
   * @param attempt attempt that recorded the points; if it is higher than the attempt that the
   *     client knows, the client must discard the points of earlier attempts
   * @param points points in ascending order of their steps
   */
  public record TrialCurve(
      long trialId, long number, int attempt, TrialState state, List<CurvePoint> points) {}
}
