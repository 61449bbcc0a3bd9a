package dev.trellis.search;

import dev.trellis.search.random.RandomKey;
import dev.trellis.space.Assignment;
import dev.trellis.space.SearchSpace;
import java.math.BigInteger;
import java.util.Optional;

/**
 * Random search: independent draws from the whole space. The value of a parameter is drawn from the
 * key (seed, trial number, parameter name), so adding or moving a parameter does not change the
 * values of other parameters. If a point violates the constraints, the next point is drawn from the
 * key (seed, trial number, "try", attempt, parameter name).
 */
final class RandomSearch implements SearchStrategy {
  @Override
  public String name() {
    return "random";
  }

  @Override
  public String description() {
    return "Independent draws from the whole space; the safe choice if little is known.";
  }

  @Override
  public Optional<BigInteger> countTrials(SearchSpace space) {
    return Optional.empty();
  }

  @Override
  public Assignment propose(SearchDefinition search, History history, long number) {
    if (number < 0) {
      throw new IllegalArgumentException(
          "trial number is %d; numbers start at 0".formatted(number));
    }
    RandomKey trial = RandomKey.of(search.seed()).fold("assignment").fold(number);
    return RejectionSampling.drawFeasible(
        search.space(), attempt -> draw(search.space(), trial, attempt));
  }

  private static Assignment draw(SearchSpace space, RandomKey trial, long attempt) {
    RandomKey key = attempt == 0 ? trial : trial.fold("try").fold(attempt);
    return space.assign(parameter -> parameter.valueAt(key.fold(parameter.name()).uniform()));
  }
}
