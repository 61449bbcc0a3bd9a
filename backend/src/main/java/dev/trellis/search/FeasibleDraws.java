package dev.trellis.search;

import dev.trellis.space.Assignment;
import dev.trellis.space.SearchSpace;
import java.util.Optional;
import java.util.function.LongFunction;

/** Draws until the constraints hold. */
final class FeasibleDraws {
  /**
   * Draws for one point: a space of which a thousandth may be tried fails to give one with a chance
   * below 10^-43.
   */
  private static final int MOST_TRIES = 100_000;

  private FeasibleDraws() {}

  /**
   * @param draw number of the try, from 0, to the point that is then drawn
   * @throws IllegalArgumentException where none of very many satisfies the constraints
   */
  static Assignment first(SearchSpace space, LongFunction<Assignment> draw) {
    return first(space, draw, MOST_TRIES)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "none of %,d points satisfies the constraints".formatted(MOST_TRIES)));
  }

  static Optional<Assignment> first(SearchSpace space, LongFunction<Assignment> draw, int tries) {
    for (long attempt = 0; attempt < tries; attempt++) {
      Assignment point = draw.apply(attempt);
      if (space.isFeasible(point)) {
        return Optional.of(point);
      }
    }
    return Optional.empty();
  }
}
