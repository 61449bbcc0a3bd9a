package dev.trellis.comparison;

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
  void a_short_curve_stays_as_it_is() {
    List<CurvePoint> curve = curve(10);

    assertThat(Downsampling.thin(curve, 10)).isSameAs(curve);
  }

  @Test
  void a_long_curve_keeps_first_last_lowest_and_highest() {
    List<CurvePoint> curve = curve(100_000);

    List<CurvePoint> thin = Downsampling.thin(curve, 1_000);

    assertThat(thin).hasSizeBetween(900, 1_000).isSubsetOf(curve).doesNotHaveDuplicates();
    assertThat(thin).isSortedAccordingTo(Comparator.comparingInt(CurvePoint::step));
    assertThat(thin).startsWith(curve.get(0)).endsWith(curve.get(curve.size() - 1));
    assertThat(thin).contains(curve.stream().min(BY_VALUE).orElseThrow());
    assertThat(thin).contains(curve.stream().max(BY_VALUE).orElseThrow());
  }

  @Test
  void values_that_are_not_finite_are_no_peaks() {
    List<CurvePoint> curve = new ArrayList<>(curve(100));
    curve.set(50, new CurvePoint(51, Double.NaN, null));
    curve.set(60, new CurvePoint(61, Double.POSITIVE_INFINITY, null));

    assertThat(Downsampling.thin(curve, 20)).allMatch(point -> Double.isFinite(point.value()));
  }

  private static List<CurvePoint> curve(int points) {
    SplittableRandom random = new SplittableRandom(3);
    return IntStream.rangeClosed(1, points)
        .mapToObj(step -> new CurvePoint(step, random.nextDouble(), null))
        .toList();
  }
}
