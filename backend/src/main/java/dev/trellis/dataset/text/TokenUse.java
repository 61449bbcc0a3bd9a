package dev.trellis.dataset.text;

/**
 * Tokens of the training part that one epoch trains on.
 *
 * @param used tokens that an epoch trains on
 * @param available tokens that it could train on
 */
public record TokenUse(long used, long available) {
  /** Returns the share of the tokens that an epoch leaves out, 0 to 1. */
  public double leftOut() {
    return available == 0 ? 0 : 1 - (double) used / available;
  }
}
