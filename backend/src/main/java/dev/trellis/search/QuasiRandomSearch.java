package dev.trellis.search;

import dev.trellis.space.Assignment;
import dev.trellis.space.Parameter;
import dev.trellis.space.SearchSpace;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * Draws that keep their distance: the points of a {@link ScrambledHalton} sequence. Where
 * constraints do not hold, the point of that number in another scrambling is taken.
 */
final class QuasiRandomSearch implements SearchStrategy {
  @Override
  public String name() {
    return "quasirandom";
  }

  @Override
  public String description() {
    return "Draws that cover the space more evenly than random ones; at least as good where few"
        + " parameters vary.";
  }

  @Override
  public Optional<BigInteger> trialCount(SearchSpace space) {
    return Optional.empty();
  }

  @Override
  public Assignment propose(Search search, History history, long number) {
    if (number < 0) {
      throw new IllegalArgumentException("trials are numbered from 0, not " + number);
    }
    SearchSpace space = search.space();
    List<Parameter> axes = space.varying();
    Entropy seed = Entropy.of(search.seed()).with("quasirandom");
    return FeasibleDraws.first(
        space,
        attempt -> {
          ScrambledHalton sequence = new ScrambledHalton(seed.with(attempt));
          return space.assign(
              one -> one.at(sequence.coordinate(Math.max(0, axes.indexOf(one)), number)));
        });
  }
}
