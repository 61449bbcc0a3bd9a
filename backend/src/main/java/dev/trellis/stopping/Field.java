package dev.trellis.stopping;

import dev.trellis.metric.Goal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * All trials of a search that compete. Trials that train an assignment again with another seed are
 * not among them: like is compared with like.
 *
 * @param maxEpochs a trial trains no further
 * @param trialCount how many there will be in all
 * @param contenders those there are, by number; cancelled ones left out
 */
public record Field(Goal goal, int maxEpochs, long trialCount, List<Contender> contenders) {
  public Field {
    contenders = List.copyOf(contenders);
  }

  /** That one alone in the same search. */
  public Field only(Contender contender) {
    return of(one -> one.equals(contender));
  }

  /** Some of them in the same search. */
  public Field of(Predicate<Contender> some) {
    return new Field(goal, maxEpochs, trialCount, contenders.stream().filter(some).toList());
  }

  /** The same with one of them standing elsewhere. */
  Field with(Contender changed) {
    List<Contender> others = new ArrayList<>(contenders);
    others.replaceAll(one -> one.number() == changed.number() ? changed : one);
    return new Field(goal, maxEpochs, trialCount, others);
  }

  /** The better value by that epoch first; of equals the earlier trial; what has none last. */
  List<Contender> ranked(Stream<Contender> some, int epoch) {
    Comparator<Valued> better =
        (a, b) -> goal.isBetter(a.value, b.value) ? -1 : goal.isBetter(b.value, a.value) ? 1 : 0;
    return some.map(one -> new Valued(one, one.bestBy(epoch, goal)))
        .sorted(better.thenComparingLong(valued -> valued.contender.number()))
        .map(Valued::contender)
        .toList();
  }

  private record Valued(Contender contender, double value) {}
}
