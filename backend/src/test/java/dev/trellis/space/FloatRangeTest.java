package dev.trellis.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.trellis.testing.RandomInputs;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FloatRangeTest {
  /** Sample size of the Kolmogorov-Smirnov tests. */
  private static final int SAMPLE = 20_000;

  /** Critical distance at a significance level of 0.1 %. */
  private static final double CRITICAL = 1.95 / Math.sqrt(SAMPLE);

  private static FloatRange range(double low, double high, Scale scale, double step) {
    return new FloatRange("x", low, high, scale, step);
  }

  @Test
  void stepped_range_has_exact_decimal_values() {
    assertThat(gridOf(range(0.1, 0.5, Scale.LINEAR, 0.1))).containsExactly(0.1, 0.2, 0.3, 0.4, 0.5);
    assertThat(gridOf(range(0, 1, Scale.LINEAR, 0.05))).hasSize(21).contains(0.15, 0.35, 0.7, 1.0);
    assertThat(gridOf(range(1e-4, 5e-4, Scale.LINEAR, 1e-4)))
        .containsExactly(1e-4, 2e-4, 3e-4, 4e-4, 5e-4);
  }

  @Test
  void last_step_stays_below_high() {
    assertThat(gridOf(range(0.1, 0.45, Scale.LINEAR, 0.1))).containsExactly(0.1, 0.2, 0.3, 0.4);
  }

  private static double[] gridOf(FloatRange range) {
    return LongStream.range(0, range.gridSize()).mapToDouble(range::gridValue).toArray();
  }

  @Test
  void values_are_within_the_bounds() {
    RandomInputs.check(
        1000,
        inputs -> {
          double a = inputs.finite();
          double b = inputs.finite();
          long place = inputs.integer(0, (1L << 53) - 1);
          double position = place * 0x1.0p-53;
          FloatRange linear = range(Math.min(a, b), Math.max(a, b), Scale.LINEAR, 0);
          assertThat(linear.valueAt(position)).isBetween(linear.low(), linear.high());
          double low = Math.max(Double.MIN_VALUE, Math.min(Math.abs(a), Math.abs(b)));
          double high = Math.max(low, Math.max(Math.abs(a), Math.abs(b)));
          assertThat(range(low, high, Scale.LOG, 0).valueAt(position)).isBetween(low, high);
        });
  }

  @ParameterizedTest
  @CsvSource({
    "-1.7e308, 1.7e308, LINEAR",
    "0.1, 0.10000000000000002, LINEAR",
    "4.9e-324, 1.7e308, LOG",
    "1e-300, 1.0000000000000002e-300, LOG"
  })
  void huge_and_tiny_ranges_reach_both_ends(double low, double high, Scale scale) {
    FloatRange range = range(low, high, scale, 0);
    assertThat(range.valueAt(0)).isEqualTo(low, within(Math.abs(low) * 1e-12));
    assertThat(range.valueAt(Math.nextDown(1.0))).isEqualTo(high, within(Math.abs(high) * 1e-12));
  }

  @Test
  void linear_axis_is_uniform() {
    assertUniform(range(-3, 5, Scale.LINEAR, 0), value -> (value + 3) / 8);
  }

  @Test
  void log_axis_is_uniform_in_the_logarithm() {
    assertUniform(range(1e-4, 1e-1, Scale.LOG, 0), value -> (Math.log10(value) + 4) / 3);
  }

  private static void assertUniform(FloatRange range, DoubleUnaryOperator distribution) {
    SplittableRandom random = new SplittableRandom(20240229);
    double[] quantiles =
        random.doubles(SAMPLE).map(range::valueAt).map(distribution).sorted().toArray();
    double distance = 0;
    for (int i = 0; i < SAMPLE; i++) {
      distance = Math.max(distance, Math.abs(quantiles[i] - (i + 0.5) / SAMPLE));
    }
    assertThat(distance).isLessThan(CRITICAL);
  }

  @ParameterizedTest
  @CsvSource({"0, 1, LINEAR, 0.1", "0.1, 0.5, LINEAR, 0.1", "0.01, 1, LOG, 0.01", "1, 9, LOG, 4"})
  void draws_are_exactly_the_grid_values(double low, double high, Scale scale, double step) {
    FloatRange range = range(low, high, scale, step);
    double[] drawn =
        new SplittableRandom(5).doubles(SAMPLE).map(range::valueAt).distinct().sorted().toArray();
    assertThat(drawn).isEqualTo(gridOf(range));
  }

  @Test
  void stepped_linear_axis_draws_values_equally_often() {
    FloatRange range = range(0.1, 0.5, Scale.LINEAR, 0.1);
    double[] drawn = new SplittableRandom(7).doubles(SAMPLE).map(range::valueAt).toArray();
    for (double value : gridOf(range)) {
      long times = Arrays.stream(drawn).filter(other -> other == value).count();
      assertThat(times / (double) SAMPLE).isEqualTo(0.2, within(0.015));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2, 1, LINEAR, 0",
    "NaN, 1, LINEAR, 0",
    "0, Infinity, LINEAR, 0",
    "0, 1, LOG, 0",
    "-1, 1, LOG, 0",
    "0, 1, LINEAR, -0.1",
    "0, 1, LINEAR, NaN",
    "0, 1, LINEAR, Infinity",
    "0, 1, LINEAR, 1e-300",
    "0, 1.7e308, LINEAR, 4.9e-324"
  })
  void invalid_range_is_rejected(double low, double high, Scale scale, double step) {
    assertThatIllegalArgumentException().isThrownBy(() -> range(low, high, scale, step));
  }
}
