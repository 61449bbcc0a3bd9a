package dev.trellis.space;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** All parameters of a search, in the order they were written. */
public record SearchSpace(List<Parameter> parameters) {
  /**
   * @throws IllegalArgumentException where two parameters share a name
   */
  public SearchSpace {
    parameters = List.copyOf(parameters);
    Set<String> names = new HashSet<>();
    for (Parameter parameter : parameters) {
      if (!names.add(parameter.name())) {
        throw new IllegalArgumentException("two parameters are named " + parameter.name());
      }
    }
  }

  /** Number of distinct grid points; empty where an axis is continuous. */
  public Optional<BigInteger> gridSize() {
    BigInteger points = BigInteger.ONE;
    for (Parameter parameter : parameters) {
      if (parameter.gridSize() == Parameter.UNCOUNTABLE) {
        return Optional.empty();
      }
      points = points.multiply(BigInteger.valueOf(parameter.gridSize()));
    }
    return Optional.of(points);
  }

  /** The assignment made of one value for each parameter. */
  public Assignment assign(Function<Parameter, Object> value) {
    Map<String, Object> values = new LinkedHashMap<>();
    parameters.forEach(parameter -> values.put(parameter.name(), value.apply(parameter)));
    return new Assignment(values);
  }
}
