package dev.trellis.experiment;

import dev.trellis.space.Assignment;
import java.util.List;

/**
 * What a submission would do, without doing it.
 *
 * @param firstProposals assignments of its first trials, at most five
 */
public record DryRun(
    Submission submission,
    ModelSize smallestModel,
    ModelSize largestModel,
    List<Assignment> firstProposals) {

  /**
   * @param parameterCount number of trainable parameters
   * @param assignment the assignment that gives it
   */
  public record ModelSize(long parameterCount, Assignment assignment) {}
}
