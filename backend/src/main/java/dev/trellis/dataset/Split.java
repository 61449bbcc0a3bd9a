package dev.trellis.dataset;

/**
 * Shares of a text by position: its beginning to train on, then validation, then test. They sum to
 * 1.
 */
public record Split(double training, double validation, double test) {
  public static final Split DEFAULT = new Split(0.90, 0.05, 0.05);

  /** Where the training part ends, in tokens of a text of that length. */
  public int trainingEnd(int length) {
    return (int) Math.round(length * training);
  }

  /** Where the validation part ends and the test part begins. */
  public int validationEnd(int length) {
    return test == 0 ? length : (int) Math.round(length * (training + validation));
  }
}
