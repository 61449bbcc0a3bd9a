package dev.trellis.execution.rerun;

import dev.trellis.experiment.TrialState;
import dev.trellis.metric.MetricPoint;
import java.util.List;
import java.util.Map;

/** Trials that repeat others, and the points of both. */
public interface RerunStore {
  /** A trial of another experiment with the assignment and the seed of an earlier one. */
  record Copy(long trialId, long experimentId, TrialState state) {}

  /**
   * Copies a trial into an experiment as its only one.
   *
   * @return id of the copy, waiting for a worker
   */
  long copy(long trialId, long experimentId);

  /** All copies of a trial, the latest first. */
  List<Copy> copiesOf(long trialId);

  /** The points of each metric, in the order of their steps. */
  Map<String, List<MetricPoint>> curves(long trialId);
}
