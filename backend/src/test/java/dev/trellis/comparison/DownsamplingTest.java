package dev.trellis.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.metric.MetricPoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DownsamplingTest {
  private static final Comparator<MetricPoint> BY_VALUE =
      Comparator.comparingDouble(MetricPoint::value);

  @Test
  void a_short_curve_stays_as_it_is() {
    List<MetricPoint> curve = curve(10);

    assertThat(Downsampling.thin(curve, 10)).isSameAs(curve);
  }

  @Test
  void a_long_curve_keeps_first_last_lowest_and_highest() {
    List<MetricPoint> curve = curve(100_000);

    List<MetricPoint> thin = Downsampling.thin(curve, 1_000);

    assertThat(thin).hasSizeBetween(900, 1_000).isSubsetOf(curve).doesNotHaveDuplicates();
    assertThat(thin).isSortedAccordingTo(Comparator.comparingInt(MetricPoint::step));
    assertThat(thin).startsWith(curve.get(0)).endsWith(curve.get(curve.size() - 1));
    assertThat(thin).contains(curve.stream().min(BY_VALUE).orElseThrow());
    assertThat(thin).contains(curve.stream().max(BY_VALUE).orElseThrow());
  }

  @Test
  void values_that_are_not_finite_are_no_peaks() {
    List<MetricPoint> curve = new ArrayList<>(curve(100));
    curve.set(50, new MetricPoint(51, Double.NaN));
    curve.set(60, new MetricPoint(61, Double.POSITIVE_INFINITY));

    assertThat(Downsampling.thin(curve, 20)).allMatch(point -> Double.isFinite(point.value()));
  }

  private static List<MetricPoint> curve(int points) {
    SplittableRandom random = new SplittableRandom(3);
    return IntStream.rangeClosed(1, points)
        .mapToObj(step -> new MetricPoint(step, random.nextDouble()))
        .toList();
  }
}
