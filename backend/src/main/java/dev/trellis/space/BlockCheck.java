package dev.trellis.space;

import dev.trellis.space.expression.Expression;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Goes through the combinations of parameters that conditions and constraints tie together. */
final class BlockCheck {
  private final List<Parameter> axes;
  private final SearchSpace block;

  BlockCheck(SearchSpace space, List<Parameter> axes) {
    this.axes = axes;
    Set<String> names = new HashSet<>(axes.stream().map(Parameter::name).toList());
    List<Expression> constraints =
        space.constraints().stream().filter(one -> names.containsAll(one.names())).toList();
    List<Condition> conditions =
        space.conditions().stream().filter(one -> names.contains(one.parameter())).toList();
    this.block = new SearchSpace(axes, conditions, constraints);
  }

  /** The numbers, in the mixed radix of the axes, of the combinations that may be tried. */
  long[] points(int combinations) {
    return IntStream.range(0, combinations).filter(this::mayBeTried).asLongStream().toArray();
  }

  private boolean mayBeTried(int combination) {
    Map<String, Object> values = new HashMap<>();
    Set<String> atFirst = new HashSet<>();
    long rest = combination;
    for (int i = axes.size() - 1; i >= 0; i--) {
      Parameter axis = axes.get(i);
      long index = rest % axis.gridSize();
      values.put(axis.name(), axis.gridValue(index));
      if (index == 0) {
        atFirst.add(axis.name());
      }
      rest /= axis.gridSize();
    }
    Assignment assignment = block.assign(parameter -> values.get(parameter.name()));
    return block.isFeasible(assignment)
        && axes.stream()
            .allMatch(axis -> atFirst.contains(axis.name()) || block.isActive(axis, assignment));
  }
}
