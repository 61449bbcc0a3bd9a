package dev.trellis.dataset;

/**
 * Shares of a dataset to train on, to validate with and to test with. They sum to 1.
 *
 * @param by how it is decided what goes where
 */
public record Split(double training, double validation, double test, By by) {
  /** Of a text. */
  public static final Split DEFAULT = new Split(0.90, 0.05, 0.05);

  /** Of labelled texts. */
  public static final Split STRATIFIED = new Split(0.8, 0.1, 0.1, By.STRATIFIED);

  /** How it is decided what goes where. */
  public enum By {
    /** The beginning to train on, then validation, then test. */
    POSITION,
    /**
     * The examples of every label by these shares, drawn by lot: the same examples at every time.
     */
    STRATIFIED
  }

  /** By position. */
  public Split(double training, double validation, double test) {
    this(training, validation, test, By.POSITION);
  }

  /** Where the training part ends, in tokens of a text of that length. */
  public int trainingEnd(int length) {
    return (int) Math.round(length * training);
  }

  /** Where the validation part ends and the test part begins. */
  public int validationEnd(int length) {
    return test == 0 ? length : (int) Math.round(length * (training + validation));
  }

  /** The same for what has its test part elsewhere. */
  Split withoutTest() {
    double rest = training + validation;
    return new Split(training / rest, validation / rest, 0, by);
  }
}
