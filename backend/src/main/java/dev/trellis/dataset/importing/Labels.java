package dev.trellis.dataset.importing;

import java.util.List;

/**
 * The labels of a dataset.
 *
 * @param counts how often each occurs, in alphabetical order
 */
public record Labels(List<LabelCount> counts) {
  public Labels {
    counts = List.copyOf(counts);
  }

  /**
   * @param examples texts with that label, those of a test part of its own not among them
   * @param testExamples texts with that label in a test part of its own
   */
  public record LabelCount(String label, long examples, long testExamples) {}
}
