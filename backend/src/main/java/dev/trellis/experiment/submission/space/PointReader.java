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

/** Reads a point of a search space for an enqueued trial. */
public final class PointReader {
  private PointReader() {}

  /**
   * Reads a point.
   *
   * @param tree {@code {parameters: {learning_rate: 0.01, ...}}}; constant parameters may be left
   *     out
   * @throws dev.trellis.problem.Problem with all violations, each with a JSON pointer
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
