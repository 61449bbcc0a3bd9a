package dev.trellis.space;

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
  public Long at(double position) {
    if (scale == Scale.LINEAR) {
      return gridValue((long) (position * gridSize()));
    }
    double top = (double) gridValue(gridSize() - 1) + step;
    double exponent = (1 - position) * Math.log(low) + position * Math.log(top);
    return gridValue((long) ((Math.exp(exponent) - low) / step));
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
