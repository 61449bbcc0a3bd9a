package dev.trellis.training.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trellis.training.dl4j.layer.Score;
import dev.trellis.training.dl4j.network.Minibatch;
import dev.trellis.training.dl4j.network.RecurrentNetwork;
import dev.trellis.training.dl4j.settings.LanguageModelSettings;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;

class TextEvaluatorTest {
  private static final int VOCABULARY = 5;

  /** From 16,000 tokens, 32 streams are used; none of the lengths fills the last minibatch. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 50, 52, 103, 999, 1_002, 1_503, 16_030, 17_000})
  void every_token_except_the_first_is_predicted(int length) {
    try (RecurrentNetwork network = network()) {
      assertThat(new TextEvaluator(network).evaluate(text(length)).tokens()).isEqualTo(length - 1);
    }
  }

  /**
   * Below 1,000 tokens a single stream is used, split into sequences whose lengths differ by at
   * most 1.
   */
  @ParameterizedTest
  @ValueSource(ints = {2, 52, 103, 999})
  void loss_of_split_text_equals_loss_of_whole_text(int length) {
    int[] text = text(length);
    int[][] inputs = {Arrays.copyOf(text, length - 1)};
    int[][] targets = {Arrays.copyOfRange(text, 1, length)};
    try (RecurrentNetwork network = network()) {
      network.reset(1);
      Score whole = network.evaluate(new Minibatch(inputs, targets));
      Score split = new TextEvaluator(network).evaluate(text);
      assertThat(split.meanLoss()).isCloseTo(whole.meanLoss(), within(1e-5));
      assertThat(split.correct()).isEqualTo(whole.correct());
    }
  }

  private static RecurrentNetwork network() {
    LanguageModelSettings settings = Settings.of(Map.of());
    return new RecurrentNetwork(
        NetworkConfiguration.of(settings, VOCABULARY, 1, DataType.FLOAT), settings.common());
  }

  private static int[] text(int length) {
    return new SplittableRandom(1).ints(length, 0, VOCABULARY).toArray();
  }
}
