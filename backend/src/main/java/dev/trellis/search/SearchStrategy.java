package dev.trellis.search;

import dev.trellis.space.Assignment;
import dev.trellis.space.Parameter;
import dev.trellis.space.SearchSpace;
import java.math.BigInteger;
import java.util.Optional;

/**
 * Decides which assignment comes next. A pure function of (space, history, seed, number): trial k's
 * assignment never depends on which worker came first.
 */
public interface SearchStrategy {
  /** The word for it in a submission: {@code grid}, {@code random}. */
  String name();

  /** One sentence on when to choose it. */
  String description();

  /** What this strategy cannot do with a parameter, and what to write instead; empty if it can. */
  default Optional<String> objectionTo(Parameter parameter) {
    return Optional.empty();
  }

  /**
   * The number of distinct trials the space holds for this strategy; empty where it never ends.
   *
   * @param space one without {@link #objectionTo objections}
   */
  Optional<BigInteger> trialCount(SearchSpace space);

  /**
   * @param space one without {@link #objectionTo objections}
   * @param seed seed of the experiment
   * @param number number of the trial, from 0, below {@link #trialCount}
   * @throws IllegalArgumentException for a number outside of that
   */
  Assignment propose(SearchSpace space, long seed, long number);
}
