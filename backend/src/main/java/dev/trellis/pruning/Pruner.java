package dev.trellis.pruning;

import java.util.List;

/**
 * Prunes trials that are worse than their peers. A pruner is a pure function of the compared
 * trials. Trials are compared by their best values up to the same epoch.
 */
public interface Pruner {
  /**
   * Decides on a trial that finished an epoch and that no stopping rule ended.
   *
   * @param trial an open trial of the search
   */
  PruningDecision decide(Cohort field, PeerTrial trial);

  /**
   * Decides on the paused trials. The method is called whenever the state of a trial may have
   * changed.
   *
   * @param closing whether no trial is open and no trial will be proposed, so that paused trials
   *     must be promoted or pruned
   */
  default RungDecisions decidePaused(Cohort field, boolean closing) {
    return RungDecisions.NONE;
  }

  /**
   * Returns the epochs up to which best values are compared to decide on a trial at an epoch. Other
   * points of the curves do not affect the decision. Empty if the pruner makes no decision at the
   * epoch.
   *
   * @param epoch from 1; 0 for {@link #decidePaused}
   */
  List<Integer> comparedEpochs(int maxEpochs, int epoch);

  /**
   * Returns the planned rungs with the number of trials at each rung; empty if the pruner has no
   * rungs.
   */
  default List<Rung> planRungs(int maxEpochs, long trialCount) {
    return List.of();
  }

  /**
   * A planned rung.
   *
   * @param bracket index of the bracket, from 0
   * @param rung index of the rung in its bracket, from 0
   * @param epochs number of epochs trained at the rung
   * @param trials number of trials that reach the rung
   */
  record Rung(int bracket, int rung, int epochs, long trials) {}
}
