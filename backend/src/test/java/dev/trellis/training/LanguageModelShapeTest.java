package dev.trellis.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LanguageModelShapeTest {
  @Test
  void parameters_are_counted_by_hand() {
    // lookup 65 x 64; LSTM 4 x 128 x (64 + 128 + 1); softmax (128 + 1) x 65
    assertThat(new LanguageModelShape(65, 64, 128, 1, 4).parameterCount())
        .isEqualTo(4_160 + 98_816 + 8_385);
    // the second layer reads the first: 4 x 128 x (128 + 128 + 1)
    assertThat(new LanguageModelShape(65, 64, 128, 2, 4).parameterCount())
        .isEqualTo(4_160 + 98_816 + 131_584 + 8_385);
  }

  @Test
  void the_largest_model_is_counted_without_overflow() {
    assertThat(new LanguageModelShape(100_000, 1_000, 4_096, 8, 4).parameterCount())
        .isEqualTo(100_000_000L + 83_509_248L + 7 * 134_234_112L + 409_700_000L);
  }
}
