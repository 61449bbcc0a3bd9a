package dev.trellis.execution.rerun;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.metric.MetricPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CurveComparisonTest {
  @Test
  void equal_bits_are_identical_not_a_number_included() {
    CurveComparison match = match(curve(2.5, 1.25, Double.NaN), curve(2.5, 1.25, Double.NaN), true);
    assertThat(match.verdict()).isEqualTo("IDENTICAL");
    assertThat(match.steps()).isEqualTo(3);
    assertThat(match.first()).isNull();
  }

  @Test
  void small_differences_are_told_by_their_largest() {
    CurveComparison match = match(curve(2, 4), curve(2 * (1 + 3e-9), 4 * (1 + 3e-7)), true);
    assertThat(match.verdict()).isEqualTo("WITHIN 1e-6");
    assertThat(match.first())
        .isEqualTo(new CurveComparison.Difference(1, "val_loss", 2, 2 * (1 + 3e-9)));
  }

  @Test
  void difference_above_one_in_thousand_is_diverged() {
    CurveComparison match = match(curve(2, 4, 8, 16), curve(2, 4.000001, 8.1, 15), true);
    assertThat(match.verdict()).isEqualTo("DIVERGED AT STEP 3");
    assertThat(match.first()).isEqualTo(new CurveComparison.Difference(2, "val_loss", 4, 4.000001));
  }

  @Test
  void a_number_in_place_of_none_diverges() {
    assertThat(match(curve(Double.NaN), curve(3), true).verdict()).isEqualTo("DIVERGED AT STEP 1");
    assertThat(match(curve(3), curve(Double.POSITIVE_INFINITY), true).verdict())
        .isEqualTo("DIVERGED AT STEP 1");
  }

  @Test
  void epochs_to_come_are_no_difference_but_missing_ones_are() {
    assertThat(match(curve(2, 1), curve(2), false).verdict()).isEqualTo("IDENTICAL");
    assertThat(match(curve(2, 1), curve(2), true).verdict()).isEqualTo("DIVERGED AT STEP 2");
    assertThat(match(curve(2, 1), curve(), false).verdict()).isNull();
    assertThat(match(curve(2, 1), curve(), true).verdict()).isEqualTo("DIVERGED AT STEP 1");
  }

  private static CurveComparison match(
      List<MetricPoint> original, List<MetricPoint> rerun, boolean rerunIsOver) {
    return CurveComparison.of(Map.of("val_loss", original), Map.of("val_loss", rerun), rerunIsOver);
  }

  private static List<MetricPoint> curve(double... values) {
    List<MetricPoint> points = new ArrayList<>();
    for (double value : values) {
      points.add(new MetricPoint(points.size() + 1, value));
    }
    return points;
  }
}
