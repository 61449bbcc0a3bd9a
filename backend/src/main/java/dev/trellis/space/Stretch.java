package dev.trellis.space;

/**
 * The positions on an axis that give one value: from {@code low} up to but not including {@code
 * high}; a single position where the axis is continuous.
 *
 * @param low from 0
 * @param high to 1, at least {@code low}
 */
public record Stretch(double low, double high) {
  static Stretch of(double low, double high) {
    double from = Math.min(1, Math.max(0, low));
    return new Stretch(from, Math.min(1, Math.max(from, high)));
  }

  public double middle() {
    return (low + high) / 2;
  }

  public double width() {
    return high - low;
  }
}
