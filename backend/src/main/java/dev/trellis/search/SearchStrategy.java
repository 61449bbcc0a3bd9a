package dev.trellis.search;

import dev.trellis.space.Assignment;
import dev.trellis.space.SearchSpace;
import java.util.OptionalLong;

/**
 * Decides which assignment comes next. A pure function of (space, history, seed, number): trial k's
 * assignment never depends on which worker came first.
 */
public interface SearchStrategy {
  /** The word for it in a submission: {@code grid}, {@code random}. */
  String name();

  /** One sentence on when to choose it. */
  String description();

  /** The number of distinct trials the space holds for this strategy; empty where unbounded. */
  OptionalLong trialCount(SearchSpace space);

  /**
   * @param seed seed of the experiment
   * @param number number of the trial, from 0, below {@link #trialCount}
   */
  Assignment propose(SearchSpace space, long seed, long number);
}
