package dev.trellis.search;

import dev.trellis.space.SearchSpace;

/**
 * What is searched.
 *
 * @param seed seed of the experiment
 * @param order in which order the points of a grid come
 */
public record Search(SearchSpace space, long seed, Order order) {
  /** In which order points that are numbered come. */
  public enum Order {
    /** The first parameter varies slowest, its values as they are listed. */
    GIVEN,
    /** By the seed. */
    SHUFFLED
  }

  /** In the given order. */
  public Search(SearchSpace space, long seed) {
    this(space, seed, Order.GIVEN);
  }
}
