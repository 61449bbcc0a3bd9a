package dev.trellis.search;

import dev.trellis.space.Assignment;
import dev.trellis.space.Grid;
import dev.trellis.space.Parameter;
import dev.trellis.space.SearchSpace;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;

/** Every combination that may be tried, once each. The number of a trial is its point. */
final class GridSearch implements SearchStrategy {
  @Override
  public String name() {
    return "grid";
  }

  @Override
  public String description() {
    return "Every combination of the listed values, once each; for small spaces.";
  }

  @Override
  public Optional<String> objectionTo(Parameter parameter) {
    return parameter.gridSize() == Parameter.UNCOUNTABLE
        ? Optional.of(
            "a grid needs a countable number of values, and this range is continuous; add q (the"
                + " distance of neighbouring values) or count (how many values), list values, or"
                + " use method random")
        : Optional.empty();
  }

  @Override
  public Optional<String> objectionTo(SearchSpace space) {
    try {
      return space.gridSize().filter(size -> size.signum() == 0).map(none -> NO_POINT);
    } catch (IllegalArgumentException tooMany) {
      return Optional.of(tooMany.getMessage() + "; list fewer values, or use method random");
    }
  }

  private static final String NO_POINT =
      "no point of the grid satisfies the constraints; loosen them, or add values that do";

  /** Of the points that conditions leave, each counted once. */
  @Override
  public double feasibleShare(SearchSpace space) {
    try {
      SearchSpace free = new SearchSpace(space.parameters(), space.conditions(), List.of());
      BigDecimal all = new BigDecimal(free.gridSize().orElseThrow());
      BigDecimal feasible = new BigDecimal(space.gridSize().orElseThrow());
      return feasible.divide(all, MathContext.DECIMAL64).doubleValue();
    } catch (IllegalArgumentException tooMany) {
      return Feasibility.share(space);
    }
  }

  @Override
  public Optional<BigInteger> trialCount(SearchSpace space) {
    return space.gridSize();
  }

  @Override
  public Assignment propose(Search search, History history, long number) {
    Grid grid = search.space().grid().orElseThrow();
    BigInteger point = BigInteger.valueOf(number);
    if (search.order() == Search.Order.SHUFFLED) {
      Entropy seed = Entropy.of(search.seed()).with("order");
      point = new Shuffle(seed, grid.size()).at(point);
    }
    return grid.point(point);
  }
}
