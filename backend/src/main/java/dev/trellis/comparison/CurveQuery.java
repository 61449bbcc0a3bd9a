package dev.trellis.comparison;

import dev.trellis.problem.Problem;
import dev.trellis.problem.Violation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which part of curves is asked for.
 *
 * @param after cursor of an earlier window; null for everything
 * @param maxPoints of each curve
 * @param times whether points tell when they were written
 */
public record CurveQuery(@Nullable String after, int maxPoints, boolean times) {
  private static final int FEWEST_POINTS = 4;
  static final int MOST_POINTS = 10_000;

  /**
   * @throws Problem where the cursor is none, or so many points are not given
   */
  public CurveQuery {
    List<Violation> violations = new ArrayList<>();
    if (after != null && !after.matches("\\d{1,19}")) {
      violations.add(
          Violation.ofParameter(
              "after",
              "'%s' is not a cursor; give the one an earlier answer had.".formatted(after)));
    }
    if (maxPoints < FEWEST_POINTS || maxPoints > MOST_POINTS) {
      violations.add(
          Violation.ofParameter(
              "max_points",
              "max_points is %d; allowed are %d to %d."
                  .formatted(maxPoints, FEWEST_POINTS, MOST_POINTS)));
    }
    if (!violations.isEmpty()) {
      throw Problem.invalid(violations);
    }
  }
}
