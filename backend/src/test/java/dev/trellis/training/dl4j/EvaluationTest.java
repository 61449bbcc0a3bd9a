package dev.trellis.training.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;

class EvaluationTest {
  private static final int VOCABULARY = 5;

  /** 32 streams start at 16,000 tokens; none of these lengths fills its last minibatch. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 50, 52, 103, 999, 1_002, 1_503, 16_030, 17_000})
  void every_token_but_the_first_is_predicted(int length) {
    try (RecurrentNetwork network = network()) {
      assertThat(new Evaluation(network).of(text(length)).tokens()).isEqualTo(length - 1);
    }
  }

  /** Below 1,000 tokens there is one stream, cut into sequences that differ by one token. */
  @ParameterizedTest
  @ValueSource(ints = {2, 52, 103, 999})
  void loss_is_that_of_the_text_read_at_once(int length) {
    int[] text = text(length);
    int[][] inputs = {Arrays.copyOf(text, length - 1)};
    int[][] targets = {Arrays.copyOfRange(text, 1, length)};
    try (RecurrentNetwork network = network()) {
      network.reset(1);
      Score whole = network.evaluate(new Minibatch(inputs, targets));
      Score cut = new Evaluation(network).of(text);
      assertThat(cut.meanLoss()).isCloseTo(whole.meanLoss(), within(1e-5));
      assertThat(cut.correct()).isEqualTo(whole.correct());
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
