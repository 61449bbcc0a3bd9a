package dev.trellis.comparison.curve;

import dev.trellis.problem.Problem;
import dev.trellis.problem.Violation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Requested part of curves.
 *
 * @param after cursor of an earlier window, to request only newer points; {@code null} for all
 *     points
 * @param maxPoints maximum number of points of each curve, 4 to {@value #MAX_POINTS}
 * @param times true if points must contain the time of their measurement
 */
public record CurveQuery(@Nullable String after, int maxPoints, boolean times) {
  private static final int MIN_POINTS = 4;
  public static final int MAX_POINTS = 10_000;

  /**
   * Validates the query.
   *
   * @throws Problem if the cursor is invalid or {@code maxPoints} is out of range
   */
  public CurveQuery {
    List<Violation> violations = new ArrayList<>();
    if (after != null && !after.matches("\\d{1,19}")) {
      violations.add(
          Violation.ofParameter(
              "after",
              "after is '%s', which is not a cursor; use the cursor of an earlier response."
                  .formatted(after)));
    }
    if (maxPoints < MIN_POINTS || maxPoints > MAX_POINTS) {
      violations.add(
          Violation.ofParameter(
              "max_points",
              "max_points is %d; expected %d to %d.".formatted(maxPoints, MIN_POINTS, MAX_POINTS)));
    }
    if (!violations.isEmpty()) {
      throw Problem.invalid(violations);
    }
  }
}
