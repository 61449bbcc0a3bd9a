package dev.trellis.stopping;

import dev.trellis.stopping.Contender.Standing;
import dev.trellis.stopping.Pruner.Rung;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A ladder that trials climb: at each rung they wait, and the best go on, to train on from the last
 * one to their end.
 *
 * @param rule the name in stop reasons
 * @param reductionFactor one in so many goes on
 * @param epochs how far a trial has trained at each rung, ascending
 */
record Rungs(String rule, int reductionFactor, List<Integer> epochs) {
  Rungs {
    epochs = List.copyOf(epochs);
  }

  /** How many of so many come to a rung; at least one, whoever is best. */
  long coming(long trials, int rung) {
    long left = trials;
    for (int i = 0; i < rung; i++) {
      left /= reductionFactor;
    }
    return Math.max(1, left);
  }

  /** All rungs and the end, for so many trials. */
  List<Rung> plan(int bracket, int maxEpochs, long trials) {
    List<Rung> plan = new ArrayList<>();
    for (int rung = 0; rung <= epochs.size(); rung++) {
      int there = rung < epochs.size() ? epochs.get(rung) : maxEpochs;
      plan.add(new Rung(bracket, rung, there, coming(trials, rung)));
    }
    return plan;
  }

  /** The rung on which a trial of so many epochs stands; null where it is between two. */
  @Nullable Integer at(int trained) {
    int rung = epochs.indexOf(trained);
    return rung < 0 ? null : rung;
  }

  /**
   * Those to be compared at a rung, the best first: all that came to it, and those that ended by
   * themselves on the way there, whose best stays.
   */
  List<Contender> ranked(int rung, Field field) {
    int here = epochs.get(rung);
    int before = rung == 0 ? -1 : epochs.get(rung - 1);
    return field.ranked(
        field.contenders().stream()
            .filter(
                one ->
                    one.epochs() >= here
                        || (one.standing() == Standing.OVER && one.epochs() > before)),
        here);
  }

  /** Whether it waits for a decision at that rung. */
  boolean waits(Contender one, int rung) {
    return one.standing() == Standing.PAUSED && one.epochs() == epochs.get(rung);
  }

  /**
   * Why one that waits at a rung goes no further.
   *
   * @param quota how many of them went on; 0 where none did
   */
  StopReason reason(Contender one, int rung, List<Contender> ranked, int quota, Field field) {
    int here = epochs.get(rung);
    Rank rank = new Rank(ranked.indexOf(one) + 1, ranked.size(), rung);
    double value = one.bestBy(here, field.goal());
    double threshold = quota == 0 ? Double.NaN : ranked.get(quota - 1).bestBy(here, field.goal());
    return new StopReason(
        rule,
        one.epochs(),
        Double.isFinite(value) ? value : null,
        Double.isFinite(threshold) ? threshold : null,
        rank);
  }
}
