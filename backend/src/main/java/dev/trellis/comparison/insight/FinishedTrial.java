package dev.trellis.comparison.insight;

import dev.trellis.space.Assignment;
import org.jspecify.annotations.Nullable;

/**
 * A trial that is over and has a best value.
 *
 * @param value the objective at its best epoch; finite
 * @param seconds how long it trained
 * @param size number of weights of its model
 * @param prunedAt the epoch after which it was pruned; null if it completed
 */
public record FinishedTrial(
    long id,
    long number,
    Assignment assignment,
    double value,
    double seconds,
    long size,
    @Nullable Integer prunedAt) {
  FinishedTrial withValue(double other) {
    return new FinishedTrial(id, number, assignment, other, seconds, size, prunedAt);
  }
}
