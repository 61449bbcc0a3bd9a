package dev.trellis.training;

import java.util.Map;

/** The epoch loop's line to the outside: what happened, and whether to go on. */
public interface TrialMonitor extends Interruption {
  /**
   * An epoch ended.
   *
   * @param epoch counted from 1
   * @param metrics a value for every metric of the family
   */
  void recorded(int epoch, Map<String, Double> metrics);
}
