package dev.trellis.space;

import dev.trellis.space.expression.Expression;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All parameters of a search, in the order they were written, and what binds them.
 *
 * @param conditions at most one a parameter; where it does not hold, the parameter has one value.
 *     Kept in an order in which each comes after those that decide about what it looks at
 * @param constraints what has to hold of an assignment, values of inactive parameters included
 */
public record SearchSpace(
    List<Parameter> parameters, List<Condition> conditions, List<Expression> constraints) {
  /**
   * @throws IllegalArgumentException where two parameters or two conditions share a name, a name is
   *     no parameter's, or conditions depend on each other in a ring
   */
  public SearchSpace {
    parameters = List.copyOf(parameters);
    conditions = List.copyOf(inOrder(conditions));
    constraints = List.copyOf(constraints);
    Map<String, Parameter> named = new HashMap<>();
    for (Parameter parameter : parameters) {
      if (named.put(parameter.name(), parameter) != null) {
        throw new IllegalArgumentException("two parameters are named " + parameter.name());
      }
    }
    constraints.forEach(constraint -> checkNames(constraint, named));
    conditions.forEach(condition -> checkNames(condition.when(), named));
  }

  /** Without conditions and constraints. */
  public SearchSpace(List<Parameter> parameters) {
    this(parameters, List.of(), List.of());
  }

  private static void checkNames(Expression expression, Map<String, Parameter> named) {
    if (!named.keySet().containsAll(expression.names())) {
      throw new IllegalArgumentException(
          "%s looks at parameters that are not there".formatted(expression));
    }
  }

  /** Each after those that decide about the parameters it looks at. */
  private static List<Condition> inOrder(List<Condition> conditions) {
    List<Condition> left = new ArrayList<>(conditions);
    List<Condition> ordered = new ArrayList<>();
    while (!left.isEmpty()) {
      List<String> undecided = left.stream().map(Condition::parameter).toList();
      Condition next =
          left.stream()
              .filter(one -> one.when().names().stream().noneMatch(undecided::contains))
              .findFirst()
              .orElseThrow(() -> new IllegalArgumentException(ring(undecided)));
      left.remove(next);
      ordered.add(next);
      if (left.stream().anyMatch(one -> one.parameter().equals(next.parameter()))) {
        throw new IllegalArgumentException("two conditions for " + next.parameter());
      }
    }
    return ordered;
  }

  private static String ring(List<String> parameters) {
    return "the conditions of %s depend on each other in a ring"
        .formatted(String.join(", ", parameters));
  }

  /**
   * All combinations that may be tried, each once; empty where an axis is continuous.
   *
   * @throws IllegalArgumentException where too many combinations have to be checked to count them
   */
  public Optional<Grid> grid() {
    return parameters.stream().anyMatch(one -> one.gridSize() == Parameter.UNCOUNTABLE)
        ? Optional.empty()
        : Optional.of(Grid.of(this));
  }

  /** Number of points of the {@link #grid}; empty where an axis is continuous. */
  public Optional<BigInteger> gridSize() {
    return grid().map(Grid::size);
  }

  /**
   * The assignment made of one value for each parameter; those that are inactive then have the
   * value they have elsewhere.
   */
  public Assignment assign(Function<Parameter, Object> value) {
    Map<String, Object> values = new LinkedHashMap<>();
    parameters.forEach(parameter -> values.put(parameter.name(), value.apply(parameter)));
    for (Condition condition : conditions) {
      if (!condition.when().holds(values::get)) {
        values.put(condition.parameter(), condition.otherwise());
      }
    }
    return new Assignment(values);
  }

  /** Whether the parameter varies where the others have these values. */
  public boolean isActive(Parameter parameter, Assignment assignment) {
    Condition condition = conditionOf(parameter.name());
    return condition == null || condition.when().holds(assignment.values()::get);
  }

  private @Nullable Condition conditionOf(String name) {
    return conditions.stream().filter(one -> one.parameter().equals(name)).findFirst().orElse(null);
  }

  /** Whether all constraints hold. */
  public boolean isFeasible(Assignment assignment) {
    return constraints.stream().allMatch(one -> one.holds(assignment.values()::get));
  }

  /** The parameters that may have more than one value. */
  public List<Parameter> varying() {
    return parameters.stream().filter(one -> one.gridSize() != 1).toList();
  }
}
