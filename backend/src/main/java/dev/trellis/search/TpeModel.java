package dev.trellis.search;

import dev.trellis.space.Assignment;
import dev.trellis.space.Parameter;
import dev.trellis.space.SearchSpace;
import dev.trellis.space.Stretch;
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
 * What the history says about a space: where good trials are, and where the rest.
 *
 * <p>The share of good trials and the number of candidates are close to Optuna's; the better of the
 * good ones weigh more (Watanabe, "Tree-structured Parzen estimator: understanding its algorithm
 * components", arXiv:2304.11127, weights by improvement; by rank here, which no outlier bends).
 */
final class TpeModel {
  private static final double GOOD_SHARE = 0.2;
  private static final int MOST_GOOD = 25;
  private static final int CANDIDATES = 32;
  private static final double PRIOR_WEIGHT = 1;

  private final SearchSpace space;
  private final List<Axis> axes;
  private final Set<Assignment> tried;
  private final Parzen good;
  private final Parzen rest;

  /**
   * @param axes of the parameters that vary
   */
  TpeModel(SearchSpace space, List<Axis> axes, History history) {
    this.space = space;
    this.axes = axes;
    this.tried =
        history.observations().stream().map(Observation::assignment).collect(Collectors.toSet());
    List<Observation> ranked = new ArrayList<>(history.observations());
    ranked.sort(new Ranking(history.goal())); // stable: of equals the earlier one comes first
    int goodCount = (int) Math.min(Math.ceil(GOOD_SHARE * history.over()), MOST_GOOD);
    this.good = density(ranked.subList(0, goodCount), byRank(goodCount));
    this.rest = density(ranked.subList(goodCount, ranked.size()), even(ranked.size() - goodCount));
  }

  private static double[] byRank(int count) {
    double[] weights = new double[count];
    Arrays.setAll(weights, rank -> 2.0 * (count - rank) / (count + 1));
    return weights;
  }

  private static double[] even(int count) {
    double[] weights = new double[count];
    Arrays.fill(weights, 1);
    return weights;
  }

  private Parzen density(List<Observation> observed, double[] weights) {
    var points = observed.stream().map(one -> places(one.assignment())).toList();
    return new Parzen(axes, points, weights, PRIOR_WEIGHT);
  }

  /**
   * Of some draws from where good trials are the most promising; one that was tried before only
   * where all were. Empty where none satisfies the constraints.
   */
  Optional<Assignment> best(Draws draws) {
    Set<Assignment> candidates = new HashSet<>();
    Candidate best = null;
    for (int i = 0; i < CANDIDATES; i++) {
      Assignment drawn = assignment(good.draw(draws));
      if (candidates.add(drawn) && space.isFeasible(drawn)) {
        @Nullable Stretch[] point = places(drawn);
        Candidate candidate =
            new Candidate(drawn, !tried.contains(drawn), good.at(point) / rest.at(point));
        best = best == null || candidate.isBetterThan(best) ? candidate : best;
      }
    }
    return Optional.ofNullable(best).map(Candidate::assignment);
  }

  private record Candidate(Assignment assignment, boolean isNew, double promise) {
    boolean isBetterThan(Candidate other) {
      return isNew == other.isNew ? promise > other.promise : isNew;
    }
  }

  private @Nullable Stretch[] places(Assignment assignment) {
    @Nullable Stretch[] places = new @Nullable Stretch[axes.size()];
    for (int i = 0; i < places.length; i++) {
      Parameter parameter = axes.get(i).parameter();
      Object value = assignment.values().get(parameter.name());
      places[i] =
          value != null && space.isActive(parameter, assignment)
              ? parameter.positionsOf(value)
              : null;
    }
    return places;
  }

  private Assignment assignment(double[] positions) {
    Map<String, Double> places = new HashMap<>();
    for (int i = 0; i < positions.length; i++) {
      places.put(axes.get(i).parameter().name(), positions[i]);
    }
    return space.assign(parameter -> parameter.at(places.getOrDefault(parameter.name(), 0.0)));
  }
}
