package dev.trellis.space;

import dev.trellis.space.expression.Expression;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Enumerates the combinations of the parameters of a block: parameters that are connected by
 * conditions and constraints.
 */
final class BlockEnumerator {
  private final List<Parameter> axes;
  private final SearchSpace block;

  BlockEnumerator(SearchSpace space, List<Parameter> axes) {
    this.axes = axes;
    Set<String> names = new HashSet<>(axes.stream().map(Parameter::name).toList());
    List<Expression> constraints =
        space.constraints().stream()
            .filter(constraint -> names.containsAll(constraint.parameterNames()))
            .toList();
    List<Condition> conditions =
        space.conditions().stream()
            .filter(condition -> names.contains(condition.parameter()))
            .toList();
    this.block = new SearchSpace(axes, conditions, constraints);
  }

  /**
   * Returns the indices of the combinations that are points of the grid. An index is a number in
   * the mixed radix of the grid sizes of the axes.
   */
  long[] feasiblePoints(int combinations) {
    return IntStream.range(0, combinations).filter(this::isPoint).asLongStream().toArray();
  }

  /**
   * Returns whether a combination is feasible and every inactive parameter has its first value, so
   * that inactive parameters do not multiply points.
   */
  private boolean isPoint(int combination) {
    Map<String, Object> values = new HashMap<>();
    Set<String> withFirstValue = new HashSet<>();
    long remaining = combination;
    for (int i = axes.size() - 1; i >= 0; i--) {
      Parameter axis = axes.get(i);
      long index = remaining % axis.gridSize();
      values.put(axis.name(), axis.gridValue(index));
      if (index == 0) {
        withFirstValue.add(axis.name());
      }
      remaining /= axis.gridSize();
    }
    Assignment assignment = block.assign(parameter -> values.get(parameter.name()));
    return block.isFeasible(assignment)
        && axes.stream()
            .allMatch(
                axis -> withFirstValue.contains(axis.name()) || block.isActive(axis, assignment));
  }
}
