package dev.trellis.training.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LearningRateScheduleTest {
  private static final ScheduleSettings SETTINGS = new ScheduleSettings(4, 0.1, 2);

  @ParameterizedTest
  @CsvSource({
    "constant, 0, 1",
    "constant, 99, 1",
    "halve_linearly, 0, 1",
    "halve_linearly, 2, 0.75",
    "halve_linearly, 4, 0.5",
    "halve_linearly, 6, 0.375",
    "halve_linearly, 8, 0.25",
    "step, 3.99, 1",
    "step, 4, 0.1",
    "step, 8.5, 0.01",
    "exponential, 2, 0.31622776601683794",
    "exponential, 4, 0.1",
    "one_cycle, 0, 0.04",
    "one_cycle, 0.6, 0.52",
    "one_cycle, 1.2, 1",
    "one_cycle, 4, 0.000004",
    "one_cycle, 40, 0.000004"
  })
  void factor_depends_on_the_epochs(String name, double epochs, double factor) {
    TrainingProgress progress =
        new TrainingProgress(epochs, Collections.nCopies((int) epochs, 1.0));
    assertThat(schedule(name).factor(progress)).isCloseTo(factor, within(1e-9));
  }

  @Test
  void on_plateau_reduces_after_patience_and_restarts() {
    assertThat(afterLosses("on_plateau", 3, 2, 2.5)).isEqualTo(1);
    assertThat(afterLosses("on_plateau", 3, 2, 2.5, 2)).isEqualTo(0.1);
    assertThat(afterLosses("on_plateau", 3, 2, 2.5, 2, 2.1)).isEqualTo(0.1);
    assertThat(afterLosses("on_plateau", 3, 2, 2.5, 2, 2.1, 2.1)).isCloseTo(0.01, within(1e-12));
    assertThat(afterLosses("on_plateau", 3, 2, 2.5, 1.9, 2, 1.8)).isEqualTo(1);
  }

  @Test
  void adaptive_follows_the_validation_loss() {
    assertThat(afterLosses("adaptive", 3)).isEqualTo(1);
    assertThat(afterLosses("adaptive", 3, 2)).isEqualTo(1.05);
    assertThat(afterLosses("adaptive", 3, 2, 2)).isCloseTo(1.05 * 0.7, within(1e-12));
    assertThat(afterLosses("adaptive", 3, 2, 2, 1)).isCloseTo(1.05 * 0.7 * 1.05, within(1e-12));
    assertThat(afterLosses("adaptive", 3, Double.NaN)).isEqualTo(0.7);
  }

  static Stream<String> names() {
    return LearningRateSchedules.names().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void factor_is_between_0_and_1(String name) {
    for (double epochs = 0; epochs < 50; epochs += 0.3) {
      List<Double> losses = Collections.nCopies((int) epochs, 1.0);
      assertThat(schedule(name).factor(new TrainingProgress(epochs, losses))).isBetween(0.0, 1.0);
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void warm_up_reaches_the_schedule(String name) {
    LearningRateSchedule warm = LearningRateSchedules.create(name, SETTINGS, 2);
    for (double epochs : new double[] {0, 1, 2, 5}) {
      TrainingProgress progress =
          new TrainingProgress(epochs, Collections.nCopies((int) epochs, 1.0));
      double warmUp = Math.min(1, 0.01 + 0.99 * epochs / 2);
      assertThat(warm.factor(progress))
          .isCloseTo(warmUp * schedule(name).factor(progress), within(1e-12));
    }
  }

  @Test
  void unknown_name_is_rejected_with_the_known_names() {
    assertThatThrownBy(() -> schedule("cosine"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cosine")
        .hasMessageContaining("one_cycle");
  }

  private static double afterLosses(String name, double... losses) {
    List<Double> list = Arrays.stream(losses).boxed().toList();
    return schedule(name).factor(new TrainingProgress(losses.length, list));
  }

  private static LearningRateSchedule schedule(String name) {
    return LearningRateSchedules.create(name, SETTINGS, 0);
  }
}
