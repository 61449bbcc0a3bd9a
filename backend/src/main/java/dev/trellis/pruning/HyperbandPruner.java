package dev.trellis.pruning;

import dev.trellis.pruning.PeerTrial.State;
import dev.trellis.stopping.StopReason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Hyperband (Li and others, JMLR 18, 2018, algorithm 1): brackets of successive halving, from many
 * trials that start with few epochs to few trials that train to the end, because the best trade-off
 * is unknown beforehand. Let R be the maximum number of epochs divided by {@code minEpochs}, and
 * let s run from smax = floor(log_eta R) to 0. Bracket s starts n = ceil((smax + 1) / (s + 1) *
 * eta^s) trials. floor(n / eta^i) trials reach rung i of the bracket, at maxEpochs * eta^(i - s)
 * epochs. This is the formula of the algorithm; the table of the paper for R = 81 rounds two
 * numbers differently.
 *
 * <p>Trials fill the brackets in the order of their numbers, bracket smax first; when all brackets
 * are full, the next trials start another round of brackets. A rung is decided when all trials that
 * reach it have arrived, so the promoted trials do not depend on the order of completion.
 */
record HyperbandPruner(int minEpochs, int reductionFactor) implements Pruner {
  private static final String NAME = "hyperband";

  static final PrunerKind KIND =
      new RungPrunerKind(
          NAME,
          "Successive halving in several brackets, from many trials with few epochs to few trials with"
              + " all epochs; reproducible for any number of workers.",
          HyperbandPruner::new);

  /**
   * One run of successive halving.
   *
   * @param first number of the first trial
   * @param size number of trials
   */
  private record Bracket(long first, long size, Rungs rungs) {
    Cohort membersOf(Cohort field) {
      return field.filter(peer -> peer.number() >= first && peer.number() < first + size);
    }
  }

  @Override
  public PruningDecision decide(Cohort field, PeerTrial trial) {
    for (Bracket bracket : brackets(field)) {
      Cohort members = bracket.membersOf(field);
      Integer rung = bracket.rungs().rungAt(trial.epochs());
      if (members.trials().contains(trial) && rung != null) {
        Cohort waiting = members.replace(trial.withState(State.PAUSED));
        List<Long> promoted = decideBracket(bracket, waiting, false).promoted();
        return promoted.contains(trial.number())
            ? new PruningDecision.Continue()
            : new PruningDecision.Pause(rung);
      }
    }
    return new PruningDecision.Continue();
  }

  @Override
  public RungDecisions decidePaused(Cohort field, boolean closing) {
    return brackets(field).stream()
        .map(bracket -> decideBracket(bracket, bracket.membersOf(field), closing))
        .reduce(RungDecisions.NONE, RungDecisions::merge);
  }

  /**
   * Decides rung by rung, until a rung has not been reached by all its trials. If the search is
   * closing, incomplete rungs are decided as well.
   */
  private RungDecisions decideBracket(Bracket bracket, Cohort members, boolean closing) {
    RungDecisions decisions = RungDecisions.NONE;
    List<PeerTrial> arriving = members.trials();
    for (int rung = 0; rung < bracket.rungs().epochs().size(); rung++) {
      int rungEpochs = bracket.rungs().epochs().get(rung);
      List<PeerTrial> ranked =
          members.rank(
              arriving.stream()
                  .filter(peer -> peer.epochs() >= rungEpochs || peer.state() == State.FINISHED),
              rungEpochs);
      if (ranked.isEmpty()
          || (!closing && ranked.size() < bracket.rungs().countArriving(bracket.size(), rung))) {
        return decisions;
      }
      int quota =
          (int) Math.min(ranked.size(), bracket.rungs().countArriving(bracket.size(), rung + 1));
      decisions = decisions.merge(decideRung(bracket.rungs(), rung, ranked, quota, members));
      arriving = ranked.subList(0, quota);
    }
    return decisions;
  }

  private static RungDecisions decideRung(
      Rungs rungs, int rung, List<PeerTrial> ranked, int quota, Cohort members) {
    List<Long> promoted = new ArrayList<>();
    Map<Long, StopReason> pruned = new HashMap<>();
    for (int index = 0; index < ranked.size(); index++) {
      PeerTrial peer = ranked.get(index);
      if (rungs.isWaiting(peer, rung) && index < quota) {
        promoted.add(peer.number());
      } else if (rungs.isWaiting(peer, rung)) {
        pruned.put(peer.number(), rungs.stopReason(peer, rung, ranked, quota, members));
      }
    }
    return new RungDecisions(promoted, pruned);
  }

  private List<Bracket> brackets(Cohort field) {
    return brackets(field.maxEpochs(), field.trialCount());
  }

  private List<Bracket> brackets(int maxEpochs, long trialCount) {
    int maxHalvings = halvings(maxEpochs);
    List<Bracket> brackets = new ArrayList<>();
    long first = 0;
    while (first < trialCount) {
      for (int halvings = maxHalvings; halvings >= 0 && first < trialCount; halvings--) {
        long size = Math.min(trialCount - first, size(maxHalvings, halvings));
        brackets.add(new Bracket(first, size, rungs(maxEpochs, halvings)));
        first += size;
      }
    }
    return brackets;
  }

  /** Returns smax: the largest s with minEpochs * eta^s at most maxEpochs. */
  private int halvings(int maxEpochs) {
    int halvings = 0;
    for (long epochs = (long) minEpochs * reductionFactor;
        epochs <= maxEpochs;
        epochs *= reductionFactor) {
      halvings++;
    }
    return halvings;
  }

  /** Returns the number of trials of bracket s = {@code halvings}. */
  private long size(int maxHalvings, int halvings) {
    long power = Math.round(Math.pow(reductionFactor, halvings));
    return -Math.floorDiv(-(maxHalvings + 1) * power, halvings + 1L);
  }

  private Rungs rungs(int maxEpochs, int halvings) {
    List<Integer> epochs = new ArrayList<>();
    for (int rung = 0; rung < halvings; rung++) {
      double fraction = Math.pow(reductionFactor, (double) rung - halvings);
      epochs.add((int) Math.max(1, Math.round(maxEpochs * fraction)));
    }
    return new Rungs(NAME, reductionFactor, epochs);
  }

  @Override
  public List<Integer> comparedEpochs(int maxEpochs, int epoch) {
    List<Integer> all =
        IntStream.rangeClosed(0, halvings(maxEpochs))
            .boxed()
            .flatMap(halvings -> rungs(maxEpochs, halvings).epochs().stream())
            .distinct()
            .toList();
    return epoch == 0 || all.contains(epoch) ? all : List.of();
  }

  @Override
  public List<Rung> planRungs(int maxEpochs, long trialCount) {
    List<Rung> plan = new ArrayList<>();
    List<Bracket> brackets = brackets(maxEpochs, trialCount);
    for (int number = 0; number < brackets.size(); number++) {
      Bracket bracket = brackets.get(number);
      plan.addAll(bracket.rungs().plan(number, maxEpochs, bracket.size()));
    }
    return plan;
  }
}
