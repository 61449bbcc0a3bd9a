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
   * Number of texts with a label.
   *
   * @param label Label.
   * @param examples Number of texts, without those of a separate test file.
   * @param testExamples Number of texts in a separate test file.
   */
  public record LabelCount(String label, long examples, long testExamples) {}
}
