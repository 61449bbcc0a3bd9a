package dev.trellis.experiment.submission;

import java.util.List;

/**
 * A submission that was understood.
 *
 * @param ignored JSON pointers to keys that mean something elsewhere and nothing here
 */
public record Submission(ExperimentSpec spec, List<String> ignored) {
  public Submission {
    ignored = List.copyOf(ignored);
  }
}
