package dev.trellis.search;

import dev.trellis.space.Assignment;
import dev.trellis.space.Parameter;
import dev.trellis.space.SearchSpace;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every combination once. The number of a trial, written in the mixed radix of the axes' sizes, is
 * its point: the first parameter varies slowest, and nothing is materialised.
 */
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
  public Optional<BigInteger> trialCount(SearchSpace space) {
    return space.gridSize();
  }

  @Override
  public Assignment propose(SearchSpace space, long seed, long number) {
    List<Parameter> parameters = space.parameters();
    Map<Parameter, Object> point = new HashMap<>();
    long rest = number;
    for (int axis = parameters.size() - 1; axis >= 0; axis--) {
      Parameter parameter = parameters.get(axis);
      point.put(parameter, parameter.gridValue(Math.floorMod(rest, parameter.gridSize())));
      rest = Math.floorDiv(rest, parameter.gridSize());
    }
    if (rest != 0) {
      throw new IllegalArgumentException("the grid has no point number " + number);
    }
    return space.assign(point::get);
  }
}
