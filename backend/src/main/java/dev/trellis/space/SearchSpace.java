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
 * A search space: parameters in the order of the submission, with conditions and constraints.
 *
 * @param conditions at most one condition for each parameter, sorted so that a condition follows
 *     the conditions of the parameters that it refers to
 * @param constraints expressions that every assignment must satisfy; the values of inactive
 *     parameters count as well
 */
public record SearchSpace(
    List<Parameter> parameters, List<Condition> conditions, List<Expression> constraints) {
  /**
   * @throws IllegalArgumentException if two parameters have one name, a parameter has two
   *     conditions, an expression refers to an unknown parameter, or conditions form a cycle
   */
  public SearchSpace {
    parameters = List.copyOf(parameters);
    conditions = List.copyOf(sortByDependency(conditions));
    constraints = List.copyOf(constraints);
    Map<String, Parameter> named = new HashMap<>();
    for (Parameter parameter : parameters) {
      if (named.put(parameter.name(), parameter) != null) {
        throw new IllegalArgumentException("two parameters have the name " + parameter.name());
      }
    }
    constraints.forEach(constraint -> checkNames(constraint, named));
    conditions.forEach(condition -> checkNames(condition.when(), named));
  }

  /** Creates a space without conditions and constraints. */
  public SearchSpace(List<Parameter> parameters) {
    this(parameters, List.of(), List.of());
  }

  private static void checkNames(Expression expression, Map<String, Parameter> named) {
    if (!named.keySet().containsAll(expression.parameterNames())) {
      throw new IllegalArgumentException("%s refers to unknown parameters".formatted(expression));
    }
  }

  /**
   * Sorts conditions so that each condition follows the conditions of the parameters that it refers
   * to.
   */
  private static List<Condition> sortByDependency(List<Condition> conditions) {
    List<Condition> remaining = new ArrayList<>(conditions);
    List<Condition> sorted = new ArrayList<>();
    while (!remaining.isEmpty()) {
      List<String> undecided = remaining.stream().map(Condition::parameter).toList();
      Condition next =
          remaining.stream()
              .filter(
                  condition ->
                      condition.when().parameterNames().stream().noneMatch(undecided::contains))
              .findFirst()
              .orElseThrow(() -> new IllegalArgumentException(describeCycle(undecided)));
      remaining.remove(next);
      sorted.add(next);
      if (remaining.stream()
          .anyMatch(condition -> condition.parameter().equals(next.parameter()))) {
        throw new IllegalArgumentException(
            "two conditions for parameter " + next.parameter() + "; expected at most one");
      }
    }
    return sorted;
  }

  private static String describeCycle(List<String> parameters) {
    return "the conditions of %s form a cycle; remove one of them"
        .formatted(String.join(", ", parameters));
  }

  /**
   * Returns the grid: every distinct feasible combination once. Empty if an axis is continuous.
   *
   * @throws IllegalArgumentException if too many combinations must be checked
   */
  public Optional<Grid> grid() {
    return parameters.stream().anyMatch(parameter -> parameter.gridSize() == Parameter.UNCOUNTABLE)
        ? Optional.empty()
        : Optional.of(Grid.of(this));
  }

  /**
   * Returns the number of points of the {@link #grid}; empty if an axis is continuous.
   *
   * @throws IllegalArgumentException if too many combinations must be checked
   */
  public Optional<BigInteger> gridSize() {
    return grid().map(Grid::size);
  }

  /**
   * Creates an assignment. A parameter whose condition is false gets the default value of the
   * condition instead of {@code value}.
   *
   * @param value maps a parameter to its value
   */
  public Assignment assign(Function<Parameter, Object> value) {
    Map<String, Object> values = new LinkedHashMap<>();
    parameters.forEach(parameter -> values.put(parameter.name(), value.apply(parameter)));
    for (Condition condition : conditions) {
      if (!condition.when().isSatisfiedBy(values::get)) {
        values.put(condition.parameter(), condition.otherwise());
      }
    }
    return new Assignment(values);
  }

  /**
   * Returns whether the condition of the parameter is true for the assignment. A parameter without
   * a condition is always active.
   */
  public boolean isActive(Parameter parameter, Assignment assignment) {
    Condition condition = findCondition(parameter.name());
    return condition == null || condition.when().isSatisfiedBy(assignment.values()::get);
  }

  private @Nullable Condition findCondition(String name) {
    return conditions.stream()
        .filter(condition -> condition.parameter().equals(name))
        .findFirst()
        .orElse(null);
  }

  /** Returns whether the assignment satisfies all constraints. */
  public boolean isFeasible(Assignment assignment) {
    return constraints.stream()
        .allMatch(constraint -> constraint.isSatisfiedBy(assignment.values()::get));
  }

  /** Returns the parameters with more than one possible value. */
  public List<Parameter> varyingParameters() {
    return parameters.stream().filter(parameter -> parameter.gridSize() != 1).toList();
  }
}
