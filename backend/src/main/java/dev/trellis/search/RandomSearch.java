package dev.trellis.search;

import dev.trellis.space.Assignment;
import dev.trellis.space.SearchSpace;
import java.math.BigInteger;
import java.util.Optional;

/**
 * Independent draws from the whole space. Each value is drawn from (seed, number, name of the
 * parameter), so adding a parameter, or moving one, leaves the draws of the others as they were.
 * Where constraints do not hold, it is drawn again, from (seed, number, try, name).
 */
final class RandomSearch implements SearchStrategy {
  @Override
  public String name() {
    return "random";
  }

  @Override
  public String description() {
    return "Independent draws from the whole space; the safe choice where little is known.";
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
    Entropy trial = Entropy.of(search.seed()).with("assignment").with(number);
    return FeasibleDraws.first(search.space(), attempt -> draw(search.space(), trial, attempt));
  }

  private static Assignment draw(SearchSpace space, Entropy trial, long attempt) {
    Entropy path = attempt == 0 ? trial : trial.with("try").with(attempt);
    return space.assign(parameter -> parameter.at(path.with(parameter.name()).position()));
  }
}
