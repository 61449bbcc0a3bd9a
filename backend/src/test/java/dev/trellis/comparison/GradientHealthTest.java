package dev.trellis.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.trellis.comparison.GradientHealth.Alarm;
import dev.trellis.comparison.GradientHealth.Kind;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class GradientHealthTest {
  @Test
  void norm_far_above_clipping_norm_is_exploding() {
    assertThat(GradientHealth.alarms(Map.of("gradient_norm", curve(3, 501, 700)), 5))
        .containsExactly(new Alarm(Kind.EXPLODING, "gradient_norm", 2, 501, 500));
    assertThat(GradientHealth.alarms(Map.of("gradient_norm", curve(3, Double.NaN)), 5))
        .extracting(Alarm::kind, Alarm::step)
        .containsExactly(tuple(Kind.EXPLODING, 2));
    assertThat(GradientHealth.alarms(Map.of("gradient_norm", curve(3, 500)), 5)).isEmpty();
    assertThat(GradientHealth.alarms(Map.of("gradient_norm", curve(3, 0.33)), 1e-12)).isEmpty();
    assertThat(GradientHealth.alarms(Map.of("gradient_norm", curve(3, 101)), 1e-12))
        .containsExactly(new Alarm(Kind.EXPLODING, "gradient_norm", 2, 101, 100));
  }

  @Test
  void small_norm_of_the_lowest_layer_is_vanishing() {
    assertThat(
            GradientHealth.alarms(
                Map.of(
                    "gradient_norm/layer_1", curve(0.5, 0.0019),
                    "gradient_norm/layer_2", curve(1, 1),
                    "gradient_norm/layer_3", curve(2, 2)),
                5))
        .containsExactly(new Alarm(Kind.VANISHING, "gradient_norm/layer_1", 2, 0.0019, 0.002));
  }

  @Test
  void single_layer_is_never_vanishing() {
    assertThat(GradientHealth.alarms(Map.of("gradient_norm/layer_1", curve(1e-9)), 5)).isEmpty();
    assertThat(GradientHealth.alarms(Map.of(), 5)).isEmpty();
  }

  private static TreeMap<Integer, Double> curve(double... values) {
    TreeMap<Integer, Double> curve = new TreeMap<>();
    for (double value : values) {
      curve.put(curve.size() + 1, value);
    }
    return curve;
  }
}
