package dev.trellis.dataset.text;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Fractions of a dataset for training, validation and test, which must sum to 1.
 *
 * @param test 0 for no test part
 * @param by rule that assigns examples to parts
 */
public record Split(double training, double validation, double test, By by) {
  /** Of a text. */
  public static final Split DEFAULT = new Split(0.90, 0.05, 0.05);

  /** Of labeled texts. */
  public static final Split STRATIFIED = new Split(0.8, 0.1, 0.1, By.STRATIFIED);

  /** Rule that assigns examples to parts. */
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

  /** Returns the end of the training part, in tokens, of a text of the given length. */
  public int trainingEnd(int length) {
    return share(length, decimal(training));
  }

  /** Returns the end of the validation part, at which the test part begins. */
  public int validationEnd(int length) {
    return test == 0 ? length : share(length, decimal(training).add(decimal(validation)));
  }

  /** Decimal arithmetic: 0.7 and 0.1 are 0.8, not a little less. */
  private static int share(int length, BigDecimal share) {
    return share
        .multiply(BigDecimal.valueOf(length))
        .setScale(0, RoundingMode.HALF_UP)
        .intValueExact();
  }

  private static BigDecimal decimal(double share) {
    return BigDecimal.valueOf(share);
  }

  /** Returns the split for data that has a separate test part. */
  Split withoutTest() {
    double rest = training + validation;
    return new Split(training / rest, validation / rest, 0, by);
  }
}
