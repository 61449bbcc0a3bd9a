package dev.trellis.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.trellis.testing.RandomInputs;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntRangeTest {
  private static final double LAST_POSITION = 0x1.fffffffffffffp-1;

  private static IntRange range(long low, long high, Scale scale, long step) {
    return new IntRange("n", low, high, scale, step);
  }

  @Test
  void values_are_steps_within_the_bounds() {
    RandomInputs.check(
        1000,
        inputs -> {
          long low = inputs.any();
          long width = inputs.integer(0, Long.MAX_VALUE - 1);
          long step = inputs.integer(1, Long.MAX_VALUE);
          long place = inputs.integer(0, (1L << 53) - 1);
          double position = place * 0x1.0p-53;
          long high = low > Long.MAX_VALUE - width ? Long.MAX_VALUE : low + width;
          IntRange linear = range(low, high, Scale.LINEAR, step);
          assertThat(linear.valueAt(position)).isBetween(low, high);
          assertThat((linear.valueAt(position) - low) % step).isZero();
          if (low > 0) {
            IntRange log = range(low, high, Scale.LOG, step);
            assertThat(log.valueAt(position)).isBetween(low, high);
            assertThat((log.valueAt(position) - low) % step).isZero();
          }
        });
  }

  @Test
  void both_ends_are_reached() {
    RandomInputs.check(
        1000,
        inputs -> {
          long low = inputs.integer(1, 5000);
          long width = inputs.integer(0, 5000);
          long step = inputs.integer(1, 100);
          Scale scale = inputs.oneOf(List.of(Scale.values()));
          IntRange range = range(low, low + width, scale, step);
          assertThat(range.valueAt(0)).isEqualTo(low);
          assertThat(range.valueAt(LAST_POSITION)).isEqualTo(range.gridValue(range.gridSize() - 1));
        });
  }

  @Test
  void widest_ranges_do_not_overflow() {
    IntRange upper = range(0, Long.MAX_VALUE - 1, Scale.LINEAR, 1);
    assertThat(upper.gridSize()).isEqualTo(Long.MAX_VALUE);
    assertThat(upper.valueAt(LAST_POSITION))
        .isBetween(Long.MAX_VALUE - (1L << 11), Long.MAX_VALUE - 1);
    IntRange lower = range(Long.MIN_VALUE, -2, Scale.LINEAR, 1);
    assertThat(lower.valueAt(0)).isEqualTo(Long.MIN_VALUE);
    assertThat(lower.gridValue(lower.gridSize() - 1)).isEqualTo(-2);
    IntRange log = range(1, Long.MAX_VALUE - 1, Scale.LOG, Long.MAX_VALUE - 2);
    assertThat(log.valueAt(LAST_POSITION)).isEqualTo(Long.MAX_VALUE - 1);
  }

  @ParameterizedTest
  @CsvSource({"1, 16, LINEAR, 1", "64, 512, LINEAR, 64", "1, 64, LOG, 1", "2, 20, LOG, 3"})
  void draws_follow_the_distribution(long low, long high, Scale scale, long step) {
    IntRange range = range(low, high, scale, step);
    int values = Math.toIntExact(range.gridSize());
    long[] counts = new long[values];
    int sample = 50_000;
    new SplittableRandom(11)
        .doubles(sample)
        .forEach(position -> counts[(int) ((range.valueAt(position) - low) / step)]++);
    double chiSquare =
        LongStream.range(0, values)
            .mapToDouble(
                index -> {
                  double expected = sample * probability(range, index);
                  return Math.pow(counts[(int) index] - expected, 2) / expected;
                })
            .sum();
    // Wilson and Hilferty's approximation of the 99.9 % quantile
    double degreesOfFreedom = values - 1;
    double spread = 2 / (9 * degreesOfFreedom);
    assertThat(chiSquare)
        .isLessThan(degreesOfFreedom * Math.pow(1 - spread + 3.09 * Math.sqrt(spread), 3));
  }

  private static double probability(IntRange range, long index) {
    if (range.scale() == Scale.LINEAR) {
      return 1.0 / range.gridSize();
    }
    double value = range.gridValue(index);
    double top = range.gridValue(range.gridSize() - 1) + range.step();
    return Math.log((value + range.step()) / value) / Math.log(top / range.low());
  }

  @ParameterizedTest
  @CsvSource({
    "2, 1, LINEAR, 1",
    "0, 10, LOG, 1",
    "-5, 10, LOG, 1",
    "0, 10, LINEAR, 0",
    "0, 10, LINEAR, -1",
    "-9223372036854775808, 9223372036854775807, LINEAR, 1",
    "-1, 9223372036854775807, LINEAR, 1",
    "0, 9223372036854775807, LINEAR, 1"
  })
  void invalid_range_is_rejected(long low, long high, Scale scale, long step) {
    assertThatIllegalArgumentException().isThrownBy(() -> range(low, high, scale, step));
  }
}
