package dev.trellis.pruning;

import dev.trellis.metric.Goal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The trials of a search that are compared with each other. Replicas, which repeat an assignment
 * with another seed, are not part of it, so that every assignment is represented by one trial.
 *
 * @param maxEpochs maximum number of epochs of a trial
 * @param trialCount total number of trials of the search, including trials that do not exist yet
 * @param trials the existing trials without canceled trials, by number
 */
public record Cohort(Goal goal, int maxEpochs, long trialCount, List<PeerTrial> trials) {
  public Cohort {
    trials = List.copyOf(trials);
  }

  /** Returns this search with a single trial. */
  public Cohort only(PeerTrial trial) {
    return filter(candidate -> candidate.equals(trial));
  }

  /** Returns this search with the trials that match a predicate. */
  public Cohort filter(Predicate<PeerTrial> selected) {
    return new Cohort(goal, maxEpochs, trialCount, trials.stream().filter(selected).toList());
  }

  /** Returns this search with one trial replaced by another version of the trial. */
  Cohort replace(PeerTrial changed) {
    List<PeerTrial> replaced = new ArrayList<>(trials);
    replaced.replaceAll(candidate -> candidate.number() == changed.number() ? changed : candidate);
    return new Cohort(goal, maxEpochs, trialCount, replaced);
  }

  /**
   * Sorts trials by their best value up to an epoch, the best first. Equal trials are sorted by
   * number; trials without a value are last.
   */
  List<PeerTrial> rank(Stream<PeerTrial> selected, int epoch) {
    Comparator<TrialValue> better =
        (a, b) -> goal.isBetter(a.value, b.value) ? -1 : goal.isBetter(b.value, a.value) ? 1 : 0;
    return selected
        .map(candidate -> new TrialValue(candidate, candidate.bestUpTo(epoch, goal)))
        .sorted(better.thenComparingLong(pair -> pair.trial.number()))
        .map(TrialValue::trial)
        .toList();
  }

  private record TrialValue(PeerTrial trial, double value) {}
}
