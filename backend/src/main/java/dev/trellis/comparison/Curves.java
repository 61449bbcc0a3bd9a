package dev.trellis.comparison;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where curves are read. */
public interface Curves {
  /**
   * All points written since the window that gave that cursor; a few may come twice, none is
   * missed.
   *
   * @param after cursor of an earlier window; null for everything
   */
  CurveWindow ofExperiment(long experimentId, String metric, @Nullable String after);

  /** The curves of all metrics of a trial, one window a metric. */
  List<CurveWindow> ofTrial(long trialId);
}
