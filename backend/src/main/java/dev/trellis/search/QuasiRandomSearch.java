package dev.trellis.search;

import dev.trellis.search.random.RandomKey;
import dev.trellis.search.random.ScrambledHalton;
import dev.trellis.space.Assignment;
import dev.trellis.space.Parameter;
import dev.trellis.space.SearchSpace;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * Quasi-random search: the points of a {@link ScrambledHalton} sequence. If a point violates the
 * constraints, the point with the number of the trial in another scrambling of the sequence is
 * taken.
 */
final class QuasiRandomSearch implements SearchStrategy {
  @Override
  public String name() {
    return "quasirandom";
  }

  @Override
  public String description() {
    return "A scrambled Halton sequence, which covers the space more evenly than random draws; at least as"
        + " good as random if few parameters vary.";
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
    SearchSpace space = search.space();
    List<Parameter> axes = space.varyingParameters();
    RandomKey seed = RandomKey.of(search.seed()).fold("quasirandom");
    return RejectionSampling.drawFeasible(
        space,
        attempt -> {
          ScrambledHalton sequence = new ScrambledHalton(seed.fold(attempt));
          return space.assign(
              parameter ->
                  parameter.valueAt(
                      sequence.coordinate(Math.max(0, axes.indexOf(parameter)), number)));
        });
  }
}
