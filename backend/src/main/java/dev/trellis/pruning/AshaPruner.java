package dev.trellis.pruning;

import dev.trellis.stopping.StopReason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Asynchronous successive halving (Li and others, "A system for massively parallel hyperparameter
 * tuning", MLSys 2020, algorithm 2). A trial pauses at rung k, after {@code minEpochs *
 * reductionFactor^k} epochs, until it is among the best {@code 1 / reductionFactor} of the trials
 * that reached the rung. A rung does not wait for slow trials: a trial that is already among the
 * best continues without a pause.
 *
 * <p>When the search closes, the best trial of a rung from which no trial was promoted is promoted,
 * so that a search always trains its best trial to the end.
 */
record AshaPruner(int minEpochs, int reductionFactor) implements Pruner {
  private static final String NAME = "asha";

  static final PrunerKind KIND =
      new RungPrunerKind(
          NAME,
          "Asynchronous successive halving: trains many trials for a few epochs and only the best of"
              + " them further, without waiting for slow trials; suited to many parallel trials or"
              + " little time.",
          AshaPruner::new);

  @Override
  public PruningDecision decide(Cohort field, PeerTrial trial) {
    Integer rung = rungs(field.maxEpochs()).rungAt(trial.epochs());
    if (rung == null) {
      return new PruningDecision.Continue();
    }
    Cohort waiting = field.replace(trial.withState(PeerTrial.State.PAUSED));
    return findPromoted(waiting, false).contains(trial.number())
        ? new PruningDecision.Continue()
        : new PruningDecision.Pause(rung);
  }

  @Override
  public RungDecisions decidePaused(Cohort field, boolean closing) {
    List<Long> promoted = findPromoted(field, closing);
    return new RungDecisions(
        promoted, closing && promoted.isEmpty() ? pruneWaiting(field) : Map.of());
  }

  private Rungs rungs(int maxEpochs) {
    List<Integer> epochs = new ArrayList<>();
    for (long next = minEpochs; next < maxEpochs; next *= reductionFactor) {
      epochs.add((int) next);
    }
    return new Rungs(NAME, reductionFactor, epochs);
  }

  /** Returns the numbers of waiting trials to promote, from the highest rung to the lowest. */
  private List<Long> findPromoted(Cohort field, boolean closing) {
    Rungs rungs = rungs(field.maxEpochs());
    List<Long> promoted = new ArrayList<>();
    for (int rung = rungs.epochs().size() - 1; rung >= 0; rung--) {
      int current = rung;
      List<PeerTrial> ranked = rungs.rank(rung, field);
      int quota = quota(ranked, closing);
      ranked.stream()
          .limit(quota)
          .filter(peer -> rungs.isWaiting(peer, current))
          .forEach(peer -> promoted.add(peer.number()));
    }
    return promoted;
  }

  private int quota(List<PeerTrial> ranked, boolean closing) {
    return Math.max(ranked.size() / reductionFactor, closing ? 1 : 0);
  }

  private Map<Long, StopReason> pruneWaiting(Cohort field) {
    Rungs rungs = rungs(field.maxEpochs());
    Map<Long, StopReason> pruned = new HashMap<>();
    for (int rung = 0; rung < rungs.epochs().size(); rung++) {
      List<PeerTrial> ranked = rungs.rank(rung, field);
      for (PeerTrial peer : ranked) {
        if (rungs.isWaiting(peer, rung)) {
          int quota = quota(ranked, true);
          pruned.put(peer.number(), rungs.stopReason(peer, rung, ranked, quota, field));
        }
      }
    }
    return pruned;
  }

  @Override
  public List<Integer> comparedEpochs(int maxEpochs, int epoch) {
    List<Integer> all = rungs(maxEpochs).epochs();
    return epoch == 0 || all.contains(epoch) ? all : List.of();
  }

  @Override
  public List<Rung> planRungs(int maxEpochs, long trialCount) {
    return rungs(maxEpochs).plan(0, maxEpochs, trialCount);
  }
}
