package dev.trellis.search;

import dev.trellis.space.Assignment;
import dev.trellis.space.SearchSpace;
import java.util.Optional;
import java.util.function.LongFunction;

/** Rejection sampling: draws points until a point satisfies the constraints. */
final class RejectionSampling {
  /**
   * Limit for one point. If a thousandth of the space is feasible, the limit is exceeded with a
   * probability below 10^-43.
   */
  private static final int MAX_DRAWS = 100_000;

  private RejectionSampling() {}

  /**
   * Returns the first feasible point among 100,000 draws.
   *
   * @param draw maps the number of the draw, from 0, to a point
   * @throws IllegalArgumentException if no point satisfies the constraints
   */
  static Assignment drawFeasible(SearchSpace space, LongFunction<Assignment> draw) {
    return drawFeasible(space, draw, MAX_DRAWS)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "none of %,d random points satisfies the constraints; loosen the constraints, or narrow the parameters"
                        .formatted(MAX_DRAWS)));
  }

  /** Returns the first feasible point among {@code maxDraws} draws; empty if none is feasible. */
  static Optional<Assignment> drawFeasible(
      SearchSpace space, LongFunction<Assignment> draw, int maxDraws) {
    for (long attempt = 0; attempt < maxDraws; attempt++) {
      Assignment point = draw.apply(attempt);
      if (space.isFeasible(point)) {
        return Optional.of(point);
      }
    }
    return Optional.empty();
  }
}
