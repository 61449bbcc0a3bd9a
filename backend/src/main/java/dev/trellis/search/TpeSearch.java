package dev.trellis.search;

import dev.trellis.search.density.DensityAxis;
import dev.trellis.search.random.RandomDraws;
import dev.trellis.search.random.RandomKey;
import dev.trellis.space.Assignment;
import dev.trellis.space.SearchSpace;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * The tree-structured Parzen estimator (Bergstra, Bardenet, Bengio and Kégl, "Algorithms for
 * hyper-parameter optimization", NIPS 2011). It estimates a density of the good trials and a
 * density of the bad trials, draws candidates from the good density, and proposes the candidate
 * with the largest ratio of good to bad density. Open trials are treated as bad observations
 * (constant liar), which spreads concurrent proposals.
 */
final class TpeSearch implements SearchStrategy {
  /**
   * Number of finished trials before the model is used; proposals equal those of {@code random}
   * until then.
   */
  private static final int STARTUP_TRIALS = 10;

  private final SearchStrategy random = new RandomSearch();

  @Override
  public String name() {
    return "tpe";
  }

  @Override
  public List<String> aliases() {
    return List.of("bayes"); // Weights & Biases
  }

  @Override
  public String description() {
    return "Learns from finished trials which values are good; finds better values with fewer trials.";
  }

  @Override
  public boolean isAdaptive() {
    return true;
  }

  @Override
  public Optional<BigInteger> countTrials(SearchSpace space) {
    return Optional.empty();
  }

  @Override
  public Assignment propose(SearchDefinition search, History history, long number) {
    Assignment fallback = random.propose(search, history, number);
    List<DensityAxis> axes =
        search.space().varyingParameters().stream().map(DensityAxis::of).toList();
    if (axes.isEmpty() || history.finishedCount() < STARTUP_TRIALS) {
      return fallback;
    }
    RandomDraws draws = new RandomDraws(RandomKey.of(search.seed()).fold("tpe").fold(number));
    return new TpeModel(search.space(), axes, history).proposeBest(draws).orElse(fallback);
  }
}
