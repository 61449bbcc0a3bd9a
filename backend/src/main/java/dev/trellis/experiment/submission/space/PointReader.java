package dev.trellis.experiment.submission.space;

import dev.trellis.experiment.submission.codec.Findings;
import dev.trellis.experiment.submission.codec.Key;
import dev.trellis.experiment.submission.codec.Node;
import dev.trellis.experiment.submission.codec.Section;
import dev.trellis.experiment.submission.codec.TreeLimits;
import dev.trellis.space.Assignment;
import dev.trellis.space.SearchSpace;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what somebody writes who wants one point of a search space tried. */
public final class PointReader {
  private PointReader() {}

  /**
   * @param tree {@code {parameters: {learning_rate: 0.01, ...}}}; what does not vary in the space
   *     may be left out
   * @throws dev.trellis.problem.Problem with everything that is wrong, each where it stands
   */
  public static Assignment read(@Nullable Object tree, SearchSpace space) {
    Findings findings = new Findings();
    Node root = new Node(tree, "", findings);
    TreeLimits.check(root);
    findings.throwIfAny();
    Key<Assignment> parameters =
        Key.required("parameters", "the values to try", new PointFormat(space));
    Optional<Assignment> point =
        Section.of(parameters).read(root).isPresent() ? parameters.read(root) : Optional.empty();
    findings.throwIfAny();
    return point.orElseThrow();
  }
}
