package dev.trellis.stopping;

import java.util.List;

/**
 * Ends trials because their peers do better. Pure functions of the field; values are compared at
 * equal epochs, each trial's best by then.
 */
public interface Pruner {
  /**
   * Asked when a trial has ended an epoch and none of its own rules ended it.
   *
   * @param contender one of the field, open
   */
  Decision decide(Field field, Contender contender);

  /**
   * What becomes of those that wait. Asked whenever something may have changed.
   *
   * @param closing no trial is open and none will be proposed: what waits has nothing to wait for
   */
  default Verdicts verdicts(Field field, boolean closing) {
    return Verdicts.NONE;
  }

  /**
   * The epochs by which it holds bests against each other to decide about a trial that has just
   * ended one: nothing else of the curves matters to it. None where it decides nothing then.
   *
   * @param epoch from 1; 0 for its {@link #verdicts}
   */
  List<Integer> compares(int maxEpochs, int epoch);

  /**
   * Where trials wait and how many go on, as far as that is known beforehand; empty where there are
   * no rungs.
   */
  default List<Rung> plan(int maxEpochs, long trialCount) {
    return List.of();
  }

  /**
   * @param bracket from 0
   * @param rung from 0 in its bracket
   * @param epochs how far a trial has trained there
   * @param trials how many come to it
   */
  record Rung(int bracket, int rung, int epochs, long trials) {}
}
