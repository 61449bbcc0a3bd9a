package dev.trellis.comparison;

import java.util.List;

/** Where curves are read. A curve may have more points than asked for, but not many times more. */
public interface Curves {
  /**
   * All points written since the window that gave that cursor; a few may come twice, none is
   * missed.
   */
  CurveWindow ofExperiment(long experimentId, String metric, CurveQuery query);

  /**
   * Curves of one trial, one window a metric.
   *
   * @param metrics names of those asked for; empty for the first ones in alphabetical order
   */
  List<CurveWindow> ofTrial(long trialId, List<String> metrics, CurveQuery query);
}
