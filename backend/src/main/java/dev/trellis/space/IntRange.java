package dev.trellis.space;

import dev.trellis.space.expression.Type;

/**
 * Whole numbers {@code low}, {@code low + step}, ... up to {@code high}.
 *
 * @param scale on {@link Scale#LOG} a value {@code v} is as likely as the stretch from {@code v} to
 *     {@code v + step} is long on a log axis (the rule of Ray Tune's {@code lograndint}); {@code
 *     low} is above 0
 * @param step distance of neighbouring values, at least 1
 */
public record IntRange(String name, long low, long high, Scale scale, long step)
    implements Parameter {
  /**
   * @throws IllegalArgumentException for bounds that do not ascend or are 2^63 apart, a log axis at
   *     or below 0, or a step below 1
   */
  public IntRange {
    if (low > high || high - low < 0 || high - low == Long.MAX_VALUE) {
      throw new IllegalArgumentException("%s: no range from %d to %d".formatted(name, low, high));
    }
    if (scale == Scale.LOG && low <= 0) {
      throw new IllegalArgumentException(name + ": a log axis needs a low above 0, not " + low);
    }
    if (step < 1) {
      throw new IllegalArgumentException(name + ": no step " + step);
    }
  }

  @Override
  public Type type() {
    return Type.NUMBER;
  }

  @Override
  public Long at(double position) {
    if (scale == Scale.LINEAR) {
      return gridValue((long) (position * gridSize()));
    }
    double exponent = (1 - position) * Math.log(low) + position * Math.log(top());
    return gridValue((long) ((Math.exp(exponent) - low) / step));
  }

  /** Where the stretch of the largest value ends. */
  private double top() {
    return (double) gridValue(gridSize() - 1) + step;
  }

  @Override
  public Stretch positionsOf(Object value) {
    double number = ((Number) value).doubleValue();
    return Stretch.of(positionOf(number), positionOf(number + step));
  }

  private double positionOf(double number) {
    double within = Math.min(top(), Math.max(low, number));
    return scale == Scale.LOG
        ? (Math.log(within) - Math.log(low)) / (Math.log(top()) - Math.log(low))
        : (within - low) / (top() - low);
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
