package dev.trellis.stopping;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Asynchronous successive halving (Li and others, "A system for massively parallel hyperparameter
 * tuning", MLSys 2020, algorithm 2): a trial waits at rung k, after {@code minEpochs *
 * reductionFactor^k} epochs, until it is among the best {@code 1 / reductionFactor} of those that
 * came there. Nobody waits for stragglers; the trial that is at once among the best goes on at
 * once.
 *
 * <p>At the end of the search, when nothing else is left to do, the best of a rung of which none
 * went on does: a search always trains its best trial to its end.
 */
record AshaPruner(int minEpochs, int reductionFactor) implements Pruner {
  private static final String NAME = "asha";

  static final PrunerKind KIND =
      new RungKind(
          NAME,
          "Trains many trials a little and the best of them on, without waiting for stragglers; the"
              + " choice where many trials run at once or time is short.",
          AshaPruner::new);

  @Override
  public Decision decide(Field field, Contender contender) {
    Integer rung = rungs(field.maxEpochs()).at(contender.epochs());
    if (rung == null) {
      return new Decision.GoOn();
    }
    Field waiting = field.with(contender.with(Contender.Standing.PAUSED));
    return promoted(waiting, false).contains(contender.number())
        ? new Decision.GoOn()
        : new Decision.Pause(rung);
  }

  @Override
  public Verdicts verdicts(Field field, boolean closing) {
    List<Long> promoted = promoted(field, closing);
    return new Verdicts(promoted, closing && promoted.isEmpty() ? dismissed(field) : Map.of());
  }

  private Rungs rungs(int maxEpochs) {
    List<Integer> epochs = new ArrayList<>();
    for (long next = minEpochs; next < maxEpochs; next *= reductionFactor) {
      epochs.add((int) next);
    }
    return new Rungs(NAME, reductionFactor, epochs);
  }

  /** From the highest rung down. */
  private List<Long> promoted(Field field, boolean closing) {
    Rungs rungs = rungs(field.maxEpochs());
    List<Long> promoted = new ArrayList<>();
    for (int rung = rungs.epochs().size() - 1; rung >= 0; rung--) {
      int here = rung;
      List<Contender> ranked = rungs.ranked(rung, field);
      int quota = quota(ranked, closing);
      ranked.stream()
          .limit(quota)
          .filter(one -> rungs.waits(one, here))
          .forEach(one -> promoted.add(one.number()));
    }
    return promoted;
  }

  private int quota(List<Contender> ranked, boolean closing) {
    return Math.max(ranked.size() / reductionFactor, closing ? 1 : 0);
  }

  private Map<Long, StopReason> dismissed(Field field) {
    Rungs rungs = rungs(field.maxEpochs());
    Map<Long, StopReason> dismissed = new HashMap<>();
    for (int rung = 0; rung < rungs.epochs().size(); rung++) {
      List<Contender> ranked = rungs.ranked(rung, field);
      for (Contender one : ranked) {
        if (rungs.waits(one, rung)) {
          int quota = quota(ranked, true);
          dismissed.put(one.number(), rungs.reason(one, rung, ranked, quota, field));
        }
      }
    }
    return dismissed;
  }

  @Override
  public List<Integer> compares(int maxEpochs, int epoch) {
    List<Integer> all = rungs(maxEpochs).epochs();
    return epoch == 0 || all.contains(epoch) ? all : List.of();
  }

  @Override
  public List<Rung> plan(int maxEpochs, long trialCount) {
    return rungs(maxEpochs).plan(0, maxEpochs, trialCount);
  }
}
