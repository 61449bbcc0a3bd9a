package dev.trellis.comparison.insight;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Finished trials by comparable values. A pruned trial has trained less than others, so its value
 * is worse for all parameters. If there are pruned trials, the values are the best up to an epoch
 * that most trials reached.
 *
 * @param all all finished trials, by their best values
 * @param epoch the epoch up to which trials are compared; null if none was pruned
 * @param trials trials to compare, without those pruned before that epoch
 */
public record SameEpoch(
    List<FinishedTrial> all, @Nullable Integer epoch, List<FinishedTrial> trials) {
  private static final double MOST_LEFT_OUT = 0.25;

  /**
   * Chooses the last epoch that at least three of four trials reached or completed before.
   *
   * @param bestBy returns the best values of trials up to an epoch, by trial id; without trials
   *     that have none
   */
  public static SameEpoch of(List<FinishedTrial> all, IntFunction<Map<Long, Double>> bestBy) {
    List<Integer> pruned =
        all.stream().map(FinishedTrial::prunedAt).filter(Objects::nonNull).sorted().toList();
    if (pruned.isEmpty()) {
      return new SameEpoch(all, null, all);
    }
    int leftOut = Math.min(pruned.size() - 1, (int) (MOST_LEFT_OUT * all.size()));
    int epoch = pruned.get(leftOut);
    Map<Long, Double> values = bestBy.apply(epoch);
    List<FinishedTrial> compared = new ArrayList<>();
    for (FinishedTrial trial : all) {
      Double value = values.get(trial.id());
      if (value != null && (trial.prunedAt() == null || trial.prunedAt() >= epoch)) {
        compared.add(trial.withValue(value));
      }
    }
    return new SameEpoch(all, epoch, compared);
  }
}
