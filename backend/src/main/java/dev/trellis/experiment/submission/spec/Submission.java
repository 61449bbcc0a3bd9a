package dev.trellis.experiment.submission.spec;

import dev.trellis.experiment.submission.codec.Warning;
import java.util.List;

/**
 * A submission that was understood.
 *
 * @param ignored JSON pointers to keys that mean something elsewhere and nothing here
 * @param warnings what is valid but probably not meant
 */
public record Submission(ExperimentSpec spec, List<String> ignored, List<Warning> warnings) {
  public Submission {
    ignored = List.copyOf(ignored);
    warnings = List.copyOf(warnings);
  }
}
