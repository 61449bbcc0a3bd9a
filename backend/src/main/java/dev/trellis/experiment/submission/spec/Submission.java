package dev.trellis.experiment.submission.spec;

import dev.trellis.experiment.submission.codec.Warning;
import java.util.List;

/**
 * Valid submission.
 *
 * @param ignored JSON pointers of keys that have a meaning in other tools and no effect here
 * @param warnings warnings about valid parts that are probably mistakes
 */
public record Submission(ExperimentSpec spec, List<String> ignored, List<Warning> warnings) {
  public Submission {
    ignored = List.copyOf(ignored);
    warnings = List.copyOf(warnings);
  }
}
