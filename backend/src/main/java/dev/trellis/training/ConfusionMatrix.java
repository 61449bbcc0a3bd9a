package dev.trellis.training;

import java.util.List;

/**
 * What a classifier made of labelled texts.
 *
 * @param labels in alphabetical order
 * @param counts {@code counts[right][given]}: how many texts of one label were given which label
 */
public record ConfusionMatrix(List<String> labels, long[][] counts) {
  public ConfusionMatrix {
    labels = List.copyOf(labels);
  }

  public ConfusionMatrix(List<String> labels) {
    this(labels, new long[labels.size()][labels.size()]);
  }

  /** Counts one text more. */
  public void add(int right, int given) {
    counts[right][given]++;
  }

  /**
   * The mean over the labels of F1, 2 TP / (2 TP + FP + FN). Labels that no text has and none was
   * given are left out.
   */
  public double macroF1() {
    double sum = 0;
    int occurring = 0;
    for (int label = 0; label < counts.length; label++) {
      long ofLabel = 0;
      long given = 0;
      for (int other = 0; other < counts.length; other++) {
        ofLabel += counts[label][other];
        given += counts[other][label];
      }
      if (ofLabel + given > 0) {
        occurring++;
        sum += 2.0 * counts[label][label] / (ofLabel + given);
      }
    }
    return occurring == 0 ? Double.NaN : sum / occurring;
  }
}
