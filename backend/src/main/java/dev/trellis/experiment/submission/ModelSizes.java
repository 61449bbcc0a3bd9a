package dev.trellis.experiment.submission;

import dev.trellis.dataset.DataShape;
import dev.trellis.space.Assignment;
import dev.trellis.space.Choice;
import dev.trellis.space.Parameter;
import dev.trellis.space.SearchSpace;
import dev.trellis.training.ModelFamily;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongBinaryOperator;

/** The smallest and the largest model of a search space, by number of trainable parameters. */
public record ModelSizes(Sized smallest, Sized largest) {
  /**
   * @param assignment one that has that size; there may be others
   */
  public record Sized(Assignment assignment, long parameterCount) {}

  private static final double LAST = Math.nextDown(1.0);

  /**
   * Goes through the parameters one by one, which finds the extremes because the size of a model
   * never falls as one of its numbers grows, whatever the others are.
   */
  public static ModelSizes of(SearchSpace space, ModelFamily family, DataShape data) {
    return new ModelSizes(
        extreme(space, family, data, Math::min), extreme(space, family, data, Math::max));
  }

  private static Sized extreme(
      SearchSpace space, ModelFamily family, DataShape data, LongBinaryOperator better) {
    Map<String, Object> values = new HashMap<>();
    space.parameters().forEach(parameter -> values.put(parameter.name(), parameter.at(0)));
    long best = family.parameterCount(new Assignment(values), data);
    for (Parameter parameter : space.parameters()) {
      for (Object candidate : candidates(parameter)) {
        Object held = values.put(parameter.name(), candidate);
        long count = family.parameterCount(new Assignment(values), data);
        if (count != best && better.applyAsLong(count, best) == count) {
          best = count;
        } else if (held != null) {
          values.put(parameter.name(), held);
        }
      }
    }
    return new Sized(space.assign(parameter -> values.get(parameter.name())), best);
  }

  private static List<Object> candidates(Parameter parameter) {
    return parameter instanceof Choice choice
        ? choice.values()
        : List.of(parameter.at(0), parameter.at(LAST));
  }
}
