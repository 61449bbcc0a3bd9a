package dev.trellis.space;

/**
 * Real numbers from {@code low} to {@code high}.
 *
 * @param step distance of neighbouring values; 0 for a continuous axis
 */
public record FloatRange(String name, double low, double high, Scale scale, double step)
    implements Parameter {
  @Override
  public Object at(double position) {
    if (step > 0) {
      return gridValue((long) Math.floor(position * gridSize()));
    }
    if (scale == Scale.LINEAR) {
      return low + position * (high - low);
    }
    return clamp(Math.exp(Math.log(low) + position * (Math.log(high) - Math.log(low))));
  }

  @Override
  public long gridSize() {
    // the slack lets 0.1 to 0.5 by 0.1 have its fifth value in spite of binary fractions
    return step == 0 ? UNCOUNTABLE : (long) Math.floor((high - low) / step + 1e-9) + 1;
  }

  @Override
  public Object gridValue(long index) {
    return clamp(low + index * step);
  }

  private double clamp(double value) {
    return Math.min(high, Math.max(low, value));
  }
}
