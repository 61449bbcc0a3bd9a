package dev.trellis.space;

import dev.trellis.space.expression.Type;
import java.math.BigDecimal;

/**
 * Real numbers from {@code low} to {@code high}; with a step only {@code low}, {@code low + step},
 * ... up to {@code high}.
 *
 * @param scale on {@link Scale#LOG} equal ratios are equally likely, steps as in {@link IntRange},
 *     and {@code low} is above 0
 * @param step distance of neighbouring values; 0 for a continuous axis
 */
public record FloatRange(String name, double low, double high, Scale scale, double step)
    implements Parameter {
  /** The most values a stepped range may have: beyond it a position no longer reaches each. */
  static final long MOST_VALUES = 1L << 53;

  /**
   * @throws IllegalArgumentException for bounds that are not finite or not ascending, a log axis at
   *     or below 0, a negative step, or more than 2^53 steps
   */
  public FloatRange {
    if (!Double.isFinite(low) || !Double.isFinite(high) || !(low <= high)) {
      throw new IllegalArgumentException("%s: no range from %s to %s".formatted(name, low, high));
    }
    if (scale == Scale.LOG && low <= 0) {
      throw new IllegalArgumentException(name + ": a log axis needs a low above 0, not " + low);
    }
    if (!(step >= 0) || step == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException(name + ": no step " + step);
    }
    if (step > 0 && steps(low, high, step).compareTo(BigDecimal.valueOf(MOST_VALUES)) >= 0) {
      throw new IllegalArgumentException(name + ": too many steps of " + step);
    }
  }

  @Override
  public Type type() {
    return Type.NUMBER;
  }

  @Override
  public Double at(double position) {
    if (step == 0) {
      return scale == Scale.LOG ? logarithmic(position, low, high) : linear(position);
    }
    if (scale == Scale.LINEAR) {
      return gridValue((long) (position * gridSize()));
    }
    return gridValue((long) ((logarithmic(position, low, top()) - low) / step));
  }

  /** Where the stretch of the largest value of a stepped axis ends. */
  private double top() {
    return Math.min(gridValue(gridSize() - 1) + step, Double.MAX_VALUE);
  }

  @Override
  public Stretch positionsOf(Object value) {
    double number = ((Number) value).doubleValue();
    double top = step == 0 ? high : top();
    return Stretch.of(positionOf(number, top), positionOf(number + step, top));
  }

  private double positionOf(double number, double top) {
    double within = Math.min(top, Math.max(low, number));
    return scale == Scale.LOG
        ? (Math.log(within) - Math.log(low)) / (Math.log(top) - Math.log(low))
        : (within / 2 - low / 2) / (top / 2 - low / 2);
  }

  /** A sum of shares, so that a range wider than the largest number does not overflow. */
  private double linear(double position) {
    return clamp((1 - position) * low + position * high);
  }

  private static double logarithmic(double position, double low, double high) {
    double exponent = (1 - position) * Math.log(low) + position * Math.log(high);
    return Math.min(high, Math.max(low, Math.exp(exponent)));
  }

  @Override
  public long gridSize() {
    return step == 0 ? UNCOUNTABLE : steps(low, high, step).longValueExact() + 1;
  }

  /** Decimal arithmetic: 0.1 to 0.5 by 0.1 is 0.1, 0.2, 0.3, 0.4, 0.5 and nothing beside them. */
  @Override
  public Double gridValue(long index) {
    long within = Math.min(Math.max(index, 0), gridSize() - 1);
    BigDecimal offset = decimal(step).multiply(BigDecimal.valueOf(within));
    return clamp(decimal(low).add(offset).doubleValue());
  }

  private static BigDecimal steps(double low, double high, double step) {
    return decimal(high).subtract(decimal(low)).divideToIntegralValue(decimal(step));
  }

  /** The shortest decimal that reads as this number: what a person wrote. */
  private static BigDecimal decimal(double value) {
    return BigDecimal.valueOf(value);
  }

  private double clamp(double value) {
    return Math.min(high, Math.max(low, value));
  }
}
