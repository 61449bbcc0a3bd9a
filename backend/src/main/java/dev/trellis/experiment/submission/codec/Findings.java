package dev.trellis.experiment.submission.codec;

import dev.trellis.problem.Problem;
import dev.trellis.problem.Violation;
import java.util.ArrayList;
import java.util.List;

/**
 * Violations, warnings and ignored keys that were found while a submission was read.
 *
 * @param isStored whether a stored submission is read, which was valid when it was stored
 */
public record Findings(
    List<Violation> violations, List<String> ignored, List<Warning> warnings, boolean isStored) {
  public Findings() {
    this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), false);
  }

  /** Findings of a stored submission: rules that its values break today are not applied. */
  public static Findings ofStored() {
    return new Findings(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), true);
  }

  public boolean isClean() {
    return violations.isEmpty();
  }

  /**
   * Throws if there are violations.
   *
   * @throws Problem with all violations
   */
  public void throwIfAny() {
    if (!isClean()) {
      throw Problem.invalid(violations);
    }
  }
}
