package dev.trellis.search;

import dev.trellis.metric.Goal;
import dev.trellis.space.Assignment;
import dev.trellis.space.SearchSpace;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** Estimates the fraction of a search space that satisfies its constraints. */
public final class Feasibility {
  private static final int DRAWS = 2_000;
  private static final double MIN_FRACTION = 0.002;

  private Feasibility() {}

  /**
   * Estimates the fraction of random points that satisfy the constraints, 0 to 1. The estimate is
   * deterministic: equal spaces have equal estimates.
   */
  public static double estimateFraction(SearchSpace space) {
    if (space.constraints().isEmpty()) {
      return 1;
    }
    SearchSpace unconstrained = new SearchSpace(space.parameters(), space.conditions(), List.of());
    SearchStrategy random = new RandomSearch();
    SearchDefinition search = new SearchDefinition(unconstrained, 0);
    History history = History.empty(Goal.MINIMIZE);
    long feasible =
        LongStream.range(0, DRAWS)
            .mapToObj(number -> random.propose(search, history, number))
            .filter((Assignment point) -> space.isFeasible(point))
            .count();
    return (double) feasible / DRAWS;
  }

  /**
   * Returns an error message if too few points are feasible for rejection sampling, which would
   * take too long; empty if the space can be sampled.
   */
  static Optional<String> findObjection(SearchSpace space) {
    double fraction = estimateFraction(space);
    return fraction >= MIN_FRACTION
        ? Optional.empty()
        : Optional.of(
            "%s of %,d random points satisfy the constraints; loosen them, or narrow the parameters"
                .formatted(
                    fraction == 0 ? "none" : "too few (%.2f %%)".formatted(100 * fraction), DRAWS));
  }
}
