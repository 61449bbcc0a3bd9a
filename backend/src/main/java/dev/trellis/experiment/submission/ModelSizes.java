package dev.trellis.experiment.submission;

import dev.trellis.dataset.text.DataShape;
import dev.trellis.space.Assignment;
import dev.trellis.space.Choice;
import dev.trellis.space.Parameter;
import dev.trellis.space.SearchSpace;
import dev.trellis.training.ModelFamily;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The smallest and the largest model of a search space, by number of trainable parameters. */
public record ModelSizes(Sized smallest, Sized largest) {
  /**
   * @param assignment one that has that size; of several, the one that takes least, or most, memory
   * @param memoryBytes native memory it takes in training, by arithmetic
   */
  public record Sized(Assignment assignment, long parameterCount, long memoryBytes) {
    private static Sized of(Map<String, Object> values, ModelFamily family, DataShape data) {
      Assignment assignment = new Assignment(values);
      return new Sized(
          assignment,
          family.parameterCount(assignment, data),
          family.estimateMemory(assignment, data));
    }
  }

  private static final Comparator<Sized> BY_SIZE =
      Comparator.comparingLong(Sized::parameterCount).thenComparingLong(Sized::memoryBytes);

  private static final double LAST = Math.nextDown(1.0);

  /**
   * Examines one parameter after the other. This finds the extremes, because the size of a model
   * never falls as one of its numbers grows, for all values of the others.
   */
  public static ModelSizes of(SearchSpace space, ModelFamily family, DataShape data) {
    return new ModelSizes(
        extreme(space, family, data, BY_SIZE.reversed()), extreme(space, family, data, BY_SIZE));
  }

  /** The greatest by that order. */
  private static Sized extreme(
      SearchSpace space, ModelFamily family, DataShape data, Comparator<Sized> order) {
    Map<String, Object> values = new HashMap<>();
    space.parameters().forEach(parameter -> values.put(parameter.name(), parameter.valueAt(0)));
    Sized best = Sized.of(values, family, data);
    for (Parameter parameter : space.parameters()) {
      for (Object candidate : candidates(parameter)) {
        Object held = values.put(parameter.name(), candidate);
        Sized size = Sized.of(values, family, data);
        if (order.compare(size, best) > 0) {
          best = size;
        } else if (held != null) {
          values.put(parameter.name(), held);
        }
      }
    }
    Assignment assignment = space.assign(parameter -> values.get(parameter.name()));
    return new Sized(assignment, best.parameterCount(), best.memoryBytes());
  }

  private static List<Object> candidates(Parameter parameter) {
    return parameter instanceof Choice choice
        ? choice.values()
        : List.of(parameter.valueAt(0), parameter.valueAt(LAST));
  }
}
