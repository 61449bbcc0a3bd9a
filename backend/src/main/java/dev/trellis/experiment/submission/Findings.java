package dev.trellis.experiment.submission;

import dev.trellis.problem.Problem;
import dev.trellis.problem.Violation;
import java.util.ArrayList;
import java.util.List;

/** What reading has found out beside the values: violations, warnings and ignored keys. */
record Findings(List<Violation> violations, List<String> ignored, List<Warning> warnings) {
  Findings() {
    this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
  }

  boolean isClean() {
    return violations.isEmpty();
  }

  /**
   * @throws Problem with all violations, where there are any
   */
  void throwIfAny() {
    if (!isClean()) {
      throw Problem.invalid(violations);
    }
  }
}
