package dev.trellis.dataset;

/**
 * Shares of a text by position: its beginning to train on, then validation, then test. They sum to
 * 1.
 */
public record Split(double training, double validation, double test) {
  public static final Split DEFAULT = new Split(0.90, 0.05, 0.05);
}
