package dev.trellis.space;

/**
 * An interval of positions on an axis that give one value, from {@code low} inclusive to {@code
 * high} exclusive. On a continuous axis the interval is a single position.
 *
 * @param low at least 0
 * @param high at most 1, at least {@code low}
 */
public record Interval(double low, double high) {
  /** Creates an interval, with both ends clamped to [0, 1]. */
  static Interval of(double low, double high) {
    double from = Math.min(1, Math.max(0, low));
    return new Interval(from, Math.min(1, Math.max(from, high)));
  }

  public double middle() {
    return (low + high) / 2;
  }

  public double width() {
    return high - low;
  }
}
