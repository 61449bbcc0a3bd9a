package dev.trellis.space;

import dev.trellis.space.expression.Type;
import java.math.BigDecimal;

/**
 * A range of real numbers from {@code low} to {@code high}. With a step, the values are {@code
 * low}, {@code low + step}, ... up to {@code high}.
 *
 * @param scale with {@link Scale#LOG}, equal ratios are equally likely, steps are weighted as in
 *     {@link IntRange}, and {@code low} must be above 0
 * @param step distance of neighboring values; 0 for a continuous axis
 */
public record FloatRange(String name, double low, double high, Scale scale, double step)
    implements Parameter {
  /**
   * Maximum number of values of a range with a step. Positions are multiples of 2^-53, so more
   * values could not all be reached.
   */
  static final long MAX_VALUES = 1L << 53;

  /**
   * @throws IllegalArgumentException if a bound is not finite, {@code low} is above {@code high},
   *     {@code low} is not above 0 on a log scale, the step is negative or not finite, or there are
   *     more than 2^53 steps
   */
  public FloatRange {
    if (!Double.isFinite(low) || !Double.isFinite(high) || !(low <= high)) {
      throw new IllegalArgumentException(
          "%s: range is %s to %s; expected finite bounds with low <= high"
              .formatted(name, low, high));
    }
    if (scale == Scale.LOG && low <= 0) {
      throw new IllegalArgumentException(
          "%s: low is %s; a log scale needs low > 0".formatted(name, low));
    }
    if (!(step >= 0) || step == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException(
          "%s: step is %s; expected a finite number >= 0".formatted(name, step));
    }
    if (step > 0 && countSteps(low, high, step).compareTo(BigDecimal.valueOf(MAX_VALUES)) >= 0) {
      throw new IllegalArgumentException(
          "%s: step is %s, which makes more than 2^53 values; use a larger step"
              .formatted(name, step));
    }
  }

  @Override
  public Type type() {
    return Type.NUMBER;
  }

  @Override
  public Double valueAt(double position) {
    if (step == 0) {
      return scale == Scale.LOG ? interpolateLog(position, low, high) : interpolate(position);
    }
    if (scale == Scale.LINEAR) {
      return gridValue((long) (position * gridSize()));
    }
    return gridValue((long) ((interpolateLog(position, low, upperEdge()) - low) / step));
  }

  /** Returns the end of the interval of the largest value of a range with a step. */
  private double upperEdge() {
    return Math.min(gridValue(gridSize() - 1) + step, Double.MAX_VALUE);
  }

  @Override
  public Interval intervalOf(Object value) {
    double number = ((Number) value).doubleValue();
    double upperEdge = step == 0 ? high : upperEdge();
    return Interval.of(positionOf(number, upperEdge), positionOf(number + step, upperEdge));
  }

  private double positionOf(double number, double upperEdge) {
    double clamped = Math.min(upperEdge, Math.max(low, number));
    return scale == Scale.LOG
        ? (Math.log(clamped) - Math.log(low)) / (Math.log(upperEdge) - Math.log(low))
        : (clamped / 2 - low / 2) / (upperEdge / 2 - low / 2);
  }

  /** Interpolates as a weighted sum: the difference of the bounds may overflow. */
  private double interpolate(double position) {
    return clamp((1 - position) * low + position * high);
  }

  private static double interpolateLog(double position, double low, double high) {
    double exponent = (1 - position) * Math.log(low) + position * Math.log(high);
    return Math.min(high, Math.max(low, Math.exp(exponent)));
  }

  @Override
  public long gridSize() {
    return step == 0 ? UNCOUNTABLE : countSteps(low, high, step).longValueExact() + 1;
  }

  /**
   * Computes in decimal arithmetic: 0.1 to 0.5 with step 0.1 is exactly 0.1, 0.2, 0.3, 0.4, 0.5.
   */
  @Override
  public Double gridValue(long index) {
    long clamped = Math.min(Math.max(index, 0), gridSize() - 1);
    BigDecimal offset = toDecimal(step).multiply(BigDecimal.valueOf(clamped));
    return clamp(toDecimal(low).add(offset).doubleValue());
  }

  private static BigDecimal countSteps(double low, double high, double step) {
    return toDecimal(high).subtract(toDecimal(low)).divideToIntegralValue(toDecimal(step));
  }

  /**
   * Returns the shortest decimal number that is parsed as {@code value}, which is the number in the
   * submission.
   */
  private static BigDecimal toDecimal(double value) {
    return BigDecimal.valueOf(value);
  }

  private double clamp(double value) {
    return Math.min(high, Math.max(low, value));
  }
}
