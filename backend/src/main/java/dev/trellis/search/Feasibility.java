package dev.trellis.search;

import dev.trellis.metric.Goal;
import dev.trellis.space.Assignment;
import dev.trellis.space.SearchSpace;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** How much of a space its constraints leave. */
public final class Feasibility {
  private static final int DRAWS = 2_000;
  private static final double LEAST = 0.002;

  private Feasibility() {}

  /** The share of random draws that satisfy the constraints, 0 to 1, the same for equal spaces. */
  public static double share(SearchSpace space) {
    if (space.constraints().isEmpty()) {
      return 1;
    }
    SearchSpace free = new SearchSpace(space.parameters(), space.conditions(), List.of());
    SearchStrategy random = new RandomSearch();
    Search search = new Search(free, 0);
    History nothing = History.none(Goal.MINIMIZE);
    long feasible =
        LongStream.range(0, DRAWS)
            .mapToObj(number -> random.propose(search, nothing, number))
            .filter((Assignment point) -> space.isFeasible(point))
            .count();
    return (double) feasible / DRAWS;
  }

  /** Draws would take for ever where next to nothing may be drawn. */
  static Optional<String> objection(SearchSpace space) {
    double share = share(space);
    return share >= LEAST
        ? Optional.empty()
        : Optional.of(
            "%s of %,d random points satisfy the constraints; loosen them, or narrow the parameters"
                .formatted(
                    share == 0 ? "none" : "too few (%.2f %%)".formatted(100 * share), DRAWS));
  }
}
