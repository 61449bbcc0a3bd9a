package dev.trellis.search;

import dev.trellis.space.Assignment;
import dev.trellis.space.Parameter;
import dev.trellis.space.SearchSpace;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * Proposes the assignments of trials. A proposal is a pure function of (space, history, seed, trial
 * number): it depends on the history at the time of the proposal, never on the worker that asks
 * first.
 */
public interface SearchStrategy {
  /** Returns the name in submissions, such as {@code grid} or {@code random}. */
  String name();

  /** Returns the names that other tools use for the strategy; submissions may use them as well. */
  default List<String> aliases() {
    return List.of();
  }

  /** Returns one sentence that says when to choose the strategy. */
  String description();

  /** Returns whether proposals depend on the history. */
  default boolean isAdaptive() {
    return false;
  }

  /** Returns whether the strategy proposes a finite list of points, whose order can be chosen. */
  default boolean hasOrder() {
    return false;
  }

  /**
   * Returns an error message with a suggested fix if the strategy does not support the parameter;
   * empty if it does.
   */
  default Optional<String> findObjection(Parameter parameter) {
    return Optional.empty();
  }

  /**
   * Returns an error message with a suggested fix if the strategy does not support the conditions
   * and constraints of the space; empty if it does.
   *
   * @param space a space whose parameters the strategy supports
   */
  default Optional<String> findObjection(SearchSpace space) {
    return Feasibility.findObjection(space);
  }

  /**
   * Returns the fraction of points that satisfy the constraints, 0 to 1. If the points cannot be
   * counted, the fraction is estimated from random draws; equal spaces have equal estimates.
   *
   * @param space a space that the strategy supports
   */
  default double feasibleFraction(SearchSpace space) {
    return Feasibility.estimateFraction(space);
  }

  /**
   * Returns the number of distinct trials in the space; empty if the strategy can propose trials
   * without end.
   *
   * @param space a space that the strategy supports
   */
  Optional<BigInteger> countTrials(SearchSpace space);

  /**
   * Returns a point that satisfies all constraints.
   *
   * @param search a search whose space the strategy supports
   * @param history the observations so far; ignored unless the strategy is {@link #isAdaptive
   *     adaptive}
   * @param number trial number, from 0, below {@link #countTrials}
   * @throws IllegalArgumentException if the number is out of range
   */
  Assignment propose(SearchDefinition search, History history, long number);
}
