package dev.trellis.pruning;

import dev.trellis.pruning.PeerTrial.State;
import dev.trellis.pruning.Pruner.Rung;
import dev.trellis.stopping.Rank;
import dev.trellis.stopping.StopReason;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rungs of one run of successive halving. Trials pause at each rung, the best trials are
 * promoted, and trials promoted from the last rung train to the end.
 *
 * @param rule name of the pruner in stop reasons
 * @param reductionFactor reduction factor eta: the best 1/eta of the trials are promoted
 * @param epochs number of epochs trained at each rung, ascending
 */
record Rungs(String rule, int reductionFactor, List<Integer> epochs) {
  Rungs {
    epochs = List.copyOf(epochs);
  }

  /**
   * Returns the number of trials that reach a rung, at least 1.
   *
   * @param trials number of trials that start
   * @param rung from 0; the number of rungs means the end of training
   */
  long countArriving(long trials, int rung) {
    long remaining = trials;
    for (int i = 0; i < rung; i++) {
      remaining /= reductionFactor;
    }
    return Math.max(1, remaining);
  }

  /** Returns the planned rungs and the end of training as the last entry. */
  List<Rung> plan(int bracket, int maxEpochs, long trials) {
    List<Rung> plan = new ArrayList<>();
    for (int rung = 0; rung <= epochs.size(); rung++) {
      int rungEpochs = rung < epochs.size() ? epochs.get(rung) : maxEpochs;
      plan.add(new Rung(bracket, rung, rungEpochs, countArriving(trials, rung)));
    }
    return plan;
  }

  /**
   * Returns the index of the rung at a number of epochs; null if there is no rung at this epoch.
   */
  @Nullable Integer rungAt(int trained) {
    int rung = epochs.indexOf(trained);
    return rung < 0 ? null : rung;
  }

  /**
   * Returns the trials to compare at a rung, the best first: all trials that reached the rung, and
   * the trials that finished between the previous rung and this rung, which keep their best value.
   */
  List<PeerTrial> rank(int rung, Cohort field) {
    int current = epochs.get(rung);
    int previous = rung == 0 ? -1 : epochs.get(rung - 1);
    return field.rank(
        field.trials().stream()
            .filter(
                trial ->
                    trial.epochs() >= current
                        || (trial.state() == State.FINISHED && trial.epochs() > previous)),
        current);
  }

  /** Returns whether a trial is paused at the rung. */
  boolean isWaiting(PeerTrial trial, int rung) {
    return trial.state() == State.PAUSED && trial.epochs() == epochs.get(rung);
  }

  /**
   * Creates the stop reason of a trial that is not promoted from a rung.
   *
   * @param ranked the trials at the rung, the best first
   * @param quota number of promoted trials; 0 if no trial was promoted
   */
  StopReason stopReason(
      PeerTrial trial, int rung, List<PeerTrial> ranked, int quota, Cohort field) {
    int current = epochs.get(rung);
    Rank rank = new Rank(ranked.indexOf(trial) + 1, ranked.size(), rung);
    double value = trial.bestUpTo(current, field.goal());
    double threshold =
        quota == 0 ? Double.NaN : ranked.get(quota - 1).bestUpTo(current, field.goal());
    return new StopReason(
        rule,
        trial.epochs(),
        Double.isFinite(value) ? value : null,
        Double.isFinite(threshold) ? threshold : null,
        rank);
  }
}
