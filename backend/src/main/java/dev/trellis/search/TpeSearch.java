package dev.trellis.search;

import dev.trellis.space.Assignment;
import dev.trellis.space.SearchSpace;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * The tree-structured Parzen estimator (Bergstra, Bardenet, Bengio and Kégl, "Algorithms for
 * hyper-parameter optimization", NIPS 2011): a density of the best trials so far, one of the rest,
 * and of some draws from the first the one that is likelier there than among the rest. Trials that
 * still run count among the rest (constant liar), so that those beside them go elsewhere.
 */
final class TpeSearch implements SearchStrategy {
  /** Trials over, before which there is too little to learn from: draws as of {@code random}. */
  private static final int RANDOM_AT_FIRST = 10;

  private final SearchStrategy random = new RandomSearch();

  @Override
  public String name() {
    return "tpe";
  }

  @Override
  public String description() {
    return "Learns from finished trials where good values are; finds more with fewer trials.";
  }

  @Override
  public boolean isAdaptive() {
    return true;
  }

  @Override
  public Optional<BigInteger> trialCount(SearchSpace space) {
    return Optional.empty();
  }

  @Override
  public Assignment propose(Search search, History history, long number) {
    Assignment drawn = random.propose(search, history, number);
    List<Axis> axes = search.space().varying().stream().map(Axis::of).toList();
    if (axes.isEmpty() || history.over() < RANDOM_AT_FIRST) {
      return drawn;
    }
    Draws draws = new Draws(Entropy.of(search.seed()).with("tpe").with(number));
    return new TpeModel(search.space(), axes, history).best(draws).orElse(drawn);
  }
}
