package dev.trellis.search;

import dev.trellis.space.SearchSpace;

/**
 * The definition of a search.
 *
 * @param space the search space
 * @param seed seed of the experiment
 * @param order order of the points of a grid
 */
public record SearchDefinition(SearchSpace space, long seed, Order order) {
  /** Order in which grid search proposes the points of a grid. */
  public enum Order {
    /** Values in the order they are listed; the first parameter varies slowest. */
    GIVEN,
    /** A random permutation that is determined by the seed. */
    SHUFFLED
  }

  /** Creates a search in the given order. */
  public SearchDefinition(SearchSpace space, long seed) {
    this(space, seed, Order.GIVEN);
  }
}
