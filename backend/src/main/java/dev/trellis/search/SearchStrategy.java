package dev.trellis.search;

import dev.trellis.space.Assignment;
import dev.trellis.space.Parameter;
import dev.trellis.space.SearchSpace;
import java.math.BigInteger;
import java.util.Optional;

/**
 * Decides which assignment comes next. A pure function of (space, history, seed, number): trial k's
 * assignment never depends on which worker came first, but by what was known when it was proposed.
 */
public interface SearchStrategy {
  /** The word for it in a submission: {@code grid}, {@code random}. */
  String name();

  /** One sentence on when to choose it. */
  String description();

  /** Whether proposals depend on the history. */
  default boolean isAdaptive() {
    return false;
  }

  /** What this strategy cannot do with a parameter, and what to write instead; empty if it can. */
  default Optional<String> objectionTo(Parameter parameter) {
    return Optional.empty();
  }

  /**
   * What it cannot do with what binds the parameters, and what to write instead; empty if it can.
   *
   * @param space one whose parameters it has no objections to
   */
  default Optional<String> objectionTo(SearchSpace space) {
    return Feasibility.objection(space);
  }

  /**
   * The share of the points it might propose that the constraints leave, 0 to 1; drawn by lot where
   * they cannot be counted, the same for equal spaces.
   *
   * @param space one without objections
   */
  default double feasibleShare(SearchSpace space) {
    return Feasibility.share(space);
  }

  /**
   * The number of distinct trials the space holds for this strategy; empty where it never ends.
   *
   * @param space one without objections
   */
  Optional<BigInteger> trialCount(SearchSpace space);

  /**
   * A point that satisfies all constraints.
   *
   * @param search with a space without objections
   * @param history what is known; looked at by {@link #isAdaptive adaptive} strategies alone
   * @param number number of the proposal, from 0, below {@link #trialCount}
   * @throws IllegalArgumentException for a number outside of that
   */
  Assignment propose(Search search, History history, long number);
}
