package dev.trellis.comparison.curve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DownsamplingTest {
  private static final Comparator<CurvePoint> BY_VALUE =
      Comparator.comparingDouble(CurvePoint::value);

  @Test
  void short_curve_is_unchanged() {
    List<CurvePoint> curve = curve(10);

    assertThat(Downsampling.downsample(curve, 10)).isSameAs(curve);
  }

  @Test
  void long_curve_keeps_first_last_lowest_and_highest() {
    List<CurvePoint> curve = curve(100_000);

    List<CurvePoint> downsampled = Downsampling.downsample(curve, 1_000);

    assertThat(downsampled).hasSizeBetween(900, 1_000).isSubsetOf(curve).doesNotHaveDuplicates();
    assertThat(downsampled).isSortedAccordingTo(Comparator.comparingInt(CurvePoint::step));
    assertThat(downsampled).startsWith(curve.get(0)).endsWith(curve.get(curve.size() - 1));
    assertThat(downsampled).contains(curve.stream().min(BY_VALUE).orElseThrow());
    assertThat(downsampled).contains(curve.stream().max(BY_VALUE).orElseThrow());
  }

  @Test
  void values_that_are_not_finite_are_dropped() {
    List<CurvePoint> curve = new ArrayList<>(curve(100));
    curve.set(50, new CurvePoint(51, Double.NaN, null));
    curve.set(60, new CurvePoint(61, Double.POSITIVE_INFINITY, null));

    assertThat(Downsampling.downsample(curve, 20))
        .allMatch(point -> Double.isFinite(point.value()));
  }

  private static List<CurvePoint> curve(int points) {
    SplittableRandom random = new SplittableRandom(3);
    return IntStream.rangeClosed(1, points)
        .mapToObj(step -> new CurvePoint(step, random.nextDouble(), null))
        .toList();
  }
}
