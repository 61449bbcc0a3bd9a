package dev.trellis.space;

import dev.trellis.space.expression.Type;

/**
 * A range of integers: {@code low}, {@code low + step}, ... up to {@code high}.
 *
 * @param scale with {@link Scale#LOG}, the probability of a value {@code v} is proportional to the
 *     length of the interval from {@code v} to {@code v + step} on a log axis (the rule of Ray
 *     Tune's {@code lograndint}), and {@code low} must be above 0
 * @param step distance of neighboring values, at least 1
 */
public record IntRange(String name, long low, long high, Scale scale, long step)
    implements Parameter {
  /**
   * @throws IllegalArgumentException if {@code low} is above {@code high}, the bounds are at least
   *     2^63 - 1 apart, {@code low} is not above 0 on a log scale, or the step is below 1
   */
  public IntRange {
    if (low > high || high - low < 0 || high - low == Long.MAX_VALUE) {
      throw new IllegalArgumentException(
          "%s: range is %d to %d; expected low <= high, less than 2^63 apart"
              .formatted(name, low, high));
    }
    if (scale == Scale.LOG && low <= 0) {
      throw new IllegalArgumentException(
          "%s: low is %d; a log scale needs low > 0".formatted(name, low));
    }
    if (step < 1) {
      throw new IllegalArgumentException(
          "%s: step is %d; expected at least 1".formatted(name, step));
    }
  }

  @Override
  public Type type() {
    return Type.NUMBER;
  }

  @Override
  public Long valueAt(double position) {
    if (scale == Scale.LINEAR) {
      return gridValue((long) (position * gridSize()));
    }
    double exponent = (1 - position) * Math.log(low) + position * Math.log(upperEdge());
    return gridValue((long) ((Math.exp(exponent) - low) / step));
  }

  /** Returns the end of the interval of the largest value. */
  private double upperEdge() {
    return (double) gridValue(gridSize() - 1) + step;
  }

  @Override
  public Interval intervalOf(Object value) {
    double number = ((Number) value).doubleValue();
    return Interval.of(positionOf(number), positionOf(number + step));
  }

  private double positionOf(double number) {
    double clamped = Math.min(upperEdge(), Math.max(low, number));
    return scale == Scale.LOG
        ? (Math.log(clamped) - Math.log(low)) / (Math.log(upperEdge()) - Math.log(low))
        : (clamped - low) / (upperEdge() - low);
  }

  @Override
  public long gridSize() {
    return (high - low) / step + 1;
  }

  @Override
  public Long gridValue(long index) {
    return low + Math.min(Math.max(index, 0), gridSize() - 1) * step;
  }
}
