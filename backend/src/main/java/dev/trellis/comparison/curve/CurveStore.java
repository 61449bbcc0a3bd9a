package dev.trellis.comparison.curve;

import java.util.List;

/** Read access to curves. Curves may contain more points than the query requests. */
public interface CurveStore {
  /**
   * Returns the curves of all trials of an experiment. If the query has a cursor, returns the
   * points written since the window of that cursor; some points may be returned twice, no point is
   * missed.
   */
  CurveWindow ofExperiment(long experimentId, String metric, CurveQuery query);

  /**
   * Returns the curves of a trial, one window per metric that has points.
   *
   * @param metrics names of metrics; if it is empty, the first metrics in alphabetical order
   */
  List<CurveWindow> ofTrial(long trialId, List<String> metrics, CurveQuery query);
}
