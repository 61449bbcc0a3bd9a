package dev.trellis.search;

import dev.trellis.search.density.DensityAxis;
import dev.trellis.search.density.ParzenEstimator;
import dev.trellis.search.random.RandomDraws;
import dev.trellis.space.Assignment;
import dev.trellis.space.Interval;
import dev.trellis.space.Parameter;
import dev.trellis.space.SearchSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The model of TPE: a Parzen estimator of the good trials and a Parzen estimator of the bad trials
 * of a history.
 *
 * <p>The fraction of good trials and the number of candidates are close to Optuna's. Better trials
 * weigh more within the good trials, by rank instead of by improvement, which is robust to outliers
 * (weights by improvement: Watanabe, "Tree-structured Parzen estimator: understanding its algorithm
 * components", arXiv:2304.11127).
 */
final class TpeModel {
  private static final double GOOD_FRACTION = 0.2;
  private static final int MAX_GOOD = 25;
  private static final int CANDIDATES = 32;
  private static final double PRIOR_WEIGHT = 1;

  private final SearchSpace space;
  private final List<DensityAxis> axes;
  private final Set<Assignment> known;
  private final ParzenEstimator good;
  private final ParzenEstimator bad;

  /**
   * @param axes the axes of the parameters that vary
   */
  TpeModel(SearchSpace space, List<DensityAxis> axes, History history) {
    this.space = space;
    this.axes = axes;
    this.known =
        history.observations().stream().map(Observation::assignment).collect(Collectors.toSet());
    List<Observation> ranked = new ArrayList<>(history.observations());
    ranked.sort(
        new ObservationRanking(
            history.goal())); // stable: of equal trials the earlier trial comes first
    int goodCount = (int) Math.min(Math.ceil(GOOD_FRACTION * history.finishedCount()), MAX_GOOD);
    this.good = estimate(ranked.subList(0, goodCount), rankWeights(goodCount));
    this.bad =
        estimate(ranked.subList(goodCount, ranked.size()), equalWeights(ranked.size() - goodCount));
  }

  private static double[] rankWeights(int count) {
    double[] weights = new double[count];
    Arrays.setAll(weights, rank -> 2.0 * (count - rank) / (count + 1));
    return weights;
  }

  private static double[] equalWeights(int count) {
    double[] weights = new double[count];
    Arrays.fill(weights, 1);
    return weights;
  }

  private ParzenEstimator estimate(List<Observation> observed, double[] weights) {
    var points = observed.stream().map(observation -> intervals(observation.assignment())).toList();
    return new ParzenEstimator(axes, points, weights, PRIOR_WEIGHT);
  }

  /**
   * Draws candidates from the density of good trials and returns the candidate with the largest
   * ratio of good to bad density. Candidates that are not in the history are preferred. Empty if no
   * candidate satisfies the constraints.
   */
  Optional<Assignment> proposeBest(RandomDraws draws) {
    Set<Assignment> candidates = new HashSet<>();
    Candidate best = null;
    for (int i = 0; i < CANDIDATES; i++) {
      Assignment drawn = assignment(good.draw(draws));
      if (candidates.add(drawn) && space.isFeasible(drawn)) {
        @Nullable Interval[] point = intervals(drawn);
        Candidate candidate =
            new Candidate(drawn, !known.contains(drawn), good.density(point) / bad.density(point));
        best = best == null || candidate.isBetterThan(best) ? candidate : best;
      }
    }
    return Optional.ofNullable(best).map(Candidate::assignment);
  }

  private record Candidate(Assignment assignment, boolean isNew, double ratio) {
    boolean isBetterThan(Candidate other) {
      return isNew == other.isNew ? ratio > other.ratio : isNew;
    }
  }

  private @Nullable Interval[] intervals(Assignment assignment) {
    @Nullable Interval[] intervals = new @Nullable Interval[axes.size()];
    for (int i = 0; i < intervals.length; i++) {
      Parameter parameter = axes.get(i).parameter();
      Object value = assignment.values().get(parameter.name());
      intervals[i] =
          value != null && space.isActive(parameter, assignment)
              ? parameter.intervalOf(value)
              : null;
    }
    return intervals;
  }

  private Assignment assignment(double[] positions) {
    Map<String, Double> byName = new HashMap<>();
    for (int i = 0; i < positions.length; i++) {
      byName.put(axes.get(i).parameter().name(), positions[i]);
    }
    return space.assign(parameter -> parameter.valueAt(byName.getOrDefault(parameter.name(), 0.0)));
  }
}
