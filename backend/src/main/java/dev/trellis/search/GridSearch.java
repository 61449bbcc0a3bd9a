package dev.trellis.search;

import dev.trellis.search.random.FeistelPermutation;
import dev.trellis.search.random.RandomKey;
import dev.trellis.space.Assignment;
import dev.trellis.space.Grid;
import dev.trellis.space.Parameter;
import dev.trellis.space.SearchSpace;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;

/**
 * Grid search: proposes every feasible combination once. The number of a trial is the index of its
 * point in the grid, or in a permutation of the grid if the order is shuffled.
 */
final class GridSearch implements SearchStrategy {
  @Override
  public String name() {
    return "grid";
  }

  @Override
  public boolean hasOrder() {
    return true;
  }

  @Override
  public String description() {
    return "Every combination of the listed values, once each; suited to small spaces.";
  }

  @Override
  public Optional<String> findObjection(Parameter parameter) {
    return parameter.gridSize() == Parameter.UNCOUNTABLE
        ? Optional.of(
            "the range is continuous, and method grid needs a countable number of values; add q (the"
                + " distance of neighboring values) or count (the number of values), list values, or"
                + " use method random")
        : Optional.empty();
  }

  @Override
  public Optional<String> findObjection(SearchSpace space) {
    try {
      return space.gridSize().filter(size -> size.signum() == 0).map(empty -> NO_POINT);
    } catch (IllegalArgumentException tooMany) {
      return Optional.of(tooMany.getMessage() + "; list fewer values, or use method random");
    }
  }

  private static final String NO_POINT =
      "no point of the grid satisfies the constraints; loosen them, or add values that do";

  /**
   * Returns the exact fraction of the points of the unconstrained grid; inactive parameters do not
   * multiply points. Falls back to an estimate if the unconstrained grid is too large to be
   * counted.
   */
  @Override
  public double feasibleFraction(SearchSpace space) {
    try {
      SearchSpace unconstrained =
          new SearchSpace(space.parameters(), space.conditions(), List.of());
      BigDecimal all = new BigDecimal(unconstrained.gridSize().orElseThrow());
      BigDecimal feasible = new BigDecimal(space.gridSize().orElseThrow());
      return feasible.divide(all, MathContext.DECIMAL64).doubleValue();
    } catch (IllegalArgumentException tooMany) {
      return Feasibility.estimateFraction(space);
    }
  }

  @Override
  public Optional<BigInteger> countTrials(SearchSpace space) {
    return space.gridSize();
  }

  @Override
  public Assignment propose(SearchDefinition search, History history, long number) {
    Grid grid = search.space().grid().orElseThrow();
    BigInteger point = BigInteger.valueOf(number);
    if (search.order() == SearchDefinition.Order.SHUFFLED) {
      RandomKey seed = RandomKey.of(search.seed()).fold("order");
      point = new FeistelPermutation(seed, grid.size()).apply(point);
    }
    return grid.pointAt(point);
  }
}
