package dev.trellis.stopping;

import dev.trellis.stopping.Contender.Standing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Hyperband (Li and others, JMLR 18, 2018, algorithm 1): brackets of successive halving, from many
 * trials that start with few epochs to few that train to the end, for nobody knows beforehand which
 * is right. With R the largest number of epochs over {@code minEpochs} and s from floor(log R) down
 * to 0, bracket s starts ceil((smax + 1) / (s + 1) * eta^s) trials; floor(n / eta^i) of them come
 * to its rung i, at maxEpochs * eta^(i - s) epochs. This is the formula of the algorithm; the
 * paper's table for R = 81 rounds two of the numbers otherwise.
 *
 * <p>Trials fill the brackets in the order of their numbers, the first bracket first, and start
 * over when all are full. A rung decides when all that come to it are there, so which trials go on
 * does not depend on who was first.
 */
record HyperbandPruner(int minEpochs, int reductionFactor) implements Pruner {
  private static final String NAME = "hyperband";

  static final PrunerKind KIND =
      new RungKind(
          NAME,
          "Successive halving in several brackets, from bold to careful; repeats exactly whatever"
              + " the number of workers.",
          HyperbandPruner::new);

  /**
   * One run of successive halving.
   *
   * @param first number of its first trial
   * @param size how many trials it has
   */
  private record Bracket(long first, long size, Rungs rungs) {
    Field of(Field field) {
      return field.of(one -> one.number() >= first && one.number() < first + size);
    }
  }

  @Override
  public Decision decide(Field field, Contender contender) {
    for (Bracket bracket : brackets(field)) {
      Field members = bracket.of(field);
      Integer rung = bracket.rungs().at(contender.epochs());
      if (members.contenders().contains(contender) && rung != null) {
        Field waiting = members.with(contender.with(Standing.PAUSED));
        List<Long> promoted = verdicts(bracket, waiting, false).promoted();
        return promoted.contains(contender.number())
            ? new Decision.GoOn()
            : new Decision.Pause(rung);
      }
    }
    return new Decision.GoOn();
  }

  @Override
  public Verdicts verdicts(Field field, boolean closing) {
    return brackets(field).stream()
        .map(bracket -> verdicts(bracket, bracket.of(field), closing))
        .reduce(Verdicts.NONE, Verdicts::and);
  }

  /** From rung to rung, as long as all that come there have arrived. */
  private Verdicts verdicts(Bracket bracket, Field members, boolean closing) {
    Verdicts verdicts = Verdicts.NONE;
    List<Contender> coming = members.contenders();
    for (int rung = 0; rung < bracket.rungs().epochs().size(); rung++) {
      int here = bracket.rungs().epochs().get(rung);
      List<Contender> ranked =
          members.ranked(
              coming.stream()
                  .filter(one -> one.epochs() >= here || one.standing() == Standing.OVER),
              here);
      if (ranked.isEmpty()
          || (!closing && ranked.size() < bracket.rungs().coming(bracket.size(), rung))) {
        return verdicts;
      }
      int quota = (int) Math.min(ranked.size(), bracket.rungs().coming(bracket.size(), rung + 1));
      verdicts = verdicts.and(judged(bracket.rungs(), rung, ranked, quota, members));
      coming = ranked.subList(0, quota);
    }
    return verdicts;
  }

  private static Verdicts judged(
      Rungs rungs, int rung, List<Contender> ranked, int quota, Field members) {
    List<Long> promoted = new ArrayList<>();
    Map<Long, StopReason> dismissed = new HashMap<>();
    for (int place = 0; place < ranked.size(); place++) {
      Contender one = ranked.get(place);
      if (rungs.waits(one, rung) && place < quota) {
        promoted.add(one.number());
      } else if (rungs.waits(one, rung)) {
        dismissed.put(one.number(), rungs.reason(one, rung, ranked, quota, members));
      }
    }
    return new Verdicts(promoted, dismissed);
  }

  private List<Bracket> brackets(Field field) {
    return brackets(field.maxEpochs(), field.trialCount());
  }

  private List<Bracket> brackets(int maxEpochs, long trialCount) {
    int most = halvings(maxEpochs);
    List<Bracket> brackets = new ArrayList<>();
    long first = 0;
    while (first < trialCount) {
      for (int halvings = most; halvings >= 0 && first < trialCount; halvings--) {
        long size = Math.min(trialCount - first, size(most, halvings));
        brackets.add(new Bracket(first, size, rungs(maxEpochs, halvings)));
        first += size;
      }
    }
    return brackets;
  }

  /** The largest s with minEpochs * eta^s at most maxEpochs. */
  private int halvings(int maxEpochs) {
    int halvings = 0;
    for (long epochs = (long) minEpochs * reductionFactor;
        epochs <= maxEpochs;
        epochs *= reductionFactor) {
      halvings++;
    }
    return halvings;
  }

  private long size(int most, int halvings) {
    long power = Math.round(Math.pow(reductionFactor, halvings));
    return -Math.floorDiv(-(most + 1) * power, halvings + 1L);
  }

  private Rungs rungs(int maxEpochs, int halvings) {
    List<Integer> epochs = new ArrayList<>();
    for (int rung = 0; rung < halvings; rung++) {
      double share = Math.pow(reductionFactor, (double) rung - halvings);
      epochs.add((int) Math.max(1, Math.round(maxEpochs * share)));
    }
    return new Rungs(NAME, reductionFactor, epochs);
  }

  @Override
  public List<Integer> compares(int maxEpochs, int epoch) {
    List<Integer> all =
        IntStream.rangeClosed(0, halvings(maxEpochs))
            .boxed()
            .flatMap(halvings -> rungs(maxEpochs, halvings).epochs().stream())
            .distinct()
            .toList();
    return epoch == 0 || all.contains(epoch) ? all : List.of();
  }

  @Override
  public List<Rung> plan(int maxEpochs, long trialCount) {
    List<Rung> plan = new ArrayList<>();
    List<Bracket> brackets = brackets(maxEpochs, trialCount);
    for (int number = 0; number < brackets.size(); number++) {
      Bracket bracket = brackets.get(number);
      plan.addAll(bracket.rungs().plan(number, maxEpochs, bracket.size()));
    }
    return plan;
  }
}
