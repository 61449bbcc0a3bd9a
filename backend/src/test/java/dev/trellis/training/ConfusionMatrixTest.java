package dev.trellis.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {
  @Test
  void macro_f1_is_mean_over_occurring_labels() {
    ConfusionMatrix matrix =
        new ConfusionMatrix(
            List.of("a", "b", "c", "d"),
            new long[][] {{3, 1, 0, 0}, {1, 1, 0, 0}, {0, 2, 0, 0}, {0, 0, 0, 0}});

    // a: 2*3/(6+2), b: 2*1/(2+4), c: 0; d is neither an actual nor a predicted label
    assertThat(matrix.macroF1()).isCloseTo((6 / 8.0 + 2 / 6.0 + 0) / 3, within(1e-12));
  }

  @Test
  void macro_f1_of_empty_matrix_is_nan() {
    assertThat(new ConfusionMatrix(List.of("a", "b")).macroF1()).isNaN();
  }
}
