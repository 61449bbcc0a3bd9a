package dev.trellis.training;

import java.util.List;

/**
 * Confusion matrix of a classifier.
 *
 * @param labels labels in alphabetical order
 * @param counts {@code counts[actual][predicted]}: number of texts with the label {@code actual}
 *     for which the label {@code predicted} was predicted
 */
public record ConfusionMatrix(List<String> labels, long[][] counts) {
  public ConfusionMatrix {
    labels = List.copyOf(labels);
  }

  /** Creates a matrix of zeros. */
  public ConfusionMatrix(List<String> labels) {
    this(labels, new long[labels.size()][labels.size()]);
  }

  /**
   * Adds one text.
   *
   * @param actual index of the text's label
   * @param predicted index of the predicted label
   */
  public void add(int actual, int predicted) {
    counts[actual][predicted]++;
  }

  /**
   * Returns the macro-averaged F1 score: the mean over the labels of 2 TP / (2 TP + FP + FN).
   * Labels that occur neither as actual nor as predicted label are skipped; NaN if no label occurs.
   */
  public double macroF1() {
    double sum = 0;
    int occurring = 0;
    for (int label = 0; label < counts.length; label++) {
      long actual = 0;
      long predicted = 0;
      for (int other = 0; other < counts.length; other++) {
        actual += counts[label][other];
        predicted += counts[other][label];
      }
      if (actual + predicted > 0) {
        occurring++;
        sum += 2.0 * counts[label][label] / (actual + predicted);
      }
    }
    return occurring == 0 ? Double.NaN : sum / occurring;
  }
}
