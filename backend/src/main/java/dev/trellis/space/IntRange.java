package dev.trellis.space;

/**
 * Whole numbers {@code low}, {@code low + step}, ... up to {@code high}.
 *
 * @param step distance of neighbouring values, at least 1
 */
public record IntRange(String name, long low, long high, Scale scale, long step)
    implements Parameter {
  @Override
  public Object at(double position) {
    if (scale == Scale.LINEAR) {
      return gridValue((long) Math.floor(position * gridSize()));
    }
    // half a step on either side, so that the ends are as likely as their share of the log axis
    double bottom = Math.log(low - step / 2.0);
    double top = Math.log(gridValue(gridSize() - 1) + step / 2.0);
    double value = Math.exp(bottom + position * (top - bottom));
    return gridValue(Math.round((value - low) / step));
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
