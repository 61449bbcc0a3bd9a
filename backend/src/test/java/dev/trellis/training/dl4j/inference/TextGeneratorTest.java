package dev.trellis.training.dl4j.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trellis.dataset.text.Split;
import dev.trellis.dataset.text.TokenUnit;
import dev.trellis.dataset.text.TokenizedText;
import dev.trellis.dataset.text.Vocabulary;
import dev.trellis.training.dl4j.LanguageModelFamily;
import dev.trellis.training.dl4j.NetworkConfiguration;
import dev.trellis.training.dl4j.Settings;
import dev.trellis.training.dl4j.settings.CellType;
import dev.trellis.training.dl4j.settings.Optimizer;
import dev.trellis.training.inference.GeneratingModel;
import dev.trellis.training.inference.SamplingSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class TextGeneratorTest {
  private static final Vocabulary LETTERS =
      TokenizedText.of("eeeeedddd\n\n\nbba", TokenUnit.CHAR, new Split(1, 0, 0), null).vocabulary();

  private static MultiLayerNetwork network(CellType cell, int layers) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            NetworkConfiguration.of(
                Settings.with(cell, layers, Optimizer.Kind.SGD),
                LETTERS.size(),
                5,
                DataType.FLOAT));
    network.init();
    network.params().muli(3); // makes the probabilities unequal
    return network;
  }

  private static String generate(MultiLayerNetwork network, SamplingSettings sampling) {
    try (TextGenerator generator =
        new TextGenerator(network, LETTERS, new int[] {0, 1}, sampling)) {
      return generator.generate(300);
    }
  }

  @ParameterizedTest
  @CsvSource({"LSTM, 1", "LSTM, 3", "SIMPLE_RNN, 1", "SIMPLE_RNN, 3"})
  void stepwise_probabilities_equal_those_of_dl4j(CellType cell, int layers) {
    MultiLayerNetwork network = network(cell, layers);
    SplittableRandom random = new SplittableRandom(1);
    try (StepwiseNetwork stepwise = new StepwiseNetwork(network)) {
      for (int step = 0; step < 20; step++) {
        int token = random.nextInt(LETTERS.size());
        INDArray expected = network.rnnTimeStep(Nd4j.createFromArray(new int[][] {{token}}));
        float[] logits = stepwise.read(token);
        INDArray probabilities = Nd4j.nn().softmax(Nd4j.createFromArray(logits), 0);
        for (int next = 0; next < logits.length; next++) {
          assertThat(probabilities.getFloat(next))
              .isCloseTo(expected.getFloat(0, next, 0), within(1e-5f));
        }
      }
    }
  }

  @Test
  void equal_seeds_give_equal_texts() {
    MultiLayerNetwork network = network(CellType.LSTM, 2);

    String text = generate(network, new SamplingSettings(1, 0, 7));
    assertThat(generate(network, new SamplingSettings(1, 0, 7))).isEqualTo(text).hasSize(300);
    assertThat(generate(network, new SamplingSettings(1, 0, 8))).isNotEqualTo(text);
  }

  @Test
  void temperature_0_and_top_k_1_pick_most_likely_token() {
    MultiLayerNetwork network = network(CellType.LSTM, 1);

    String certain = generate(network, new SamplingSettings(0, 0, 1));
    assertThat(generate(network, new SamplingSettings(0, 0, 2))).isEqualTo(certain);
    assertThat(generate(network, new SamplingSettings(1, 1, 3))).isEqualTo(certain);
  }

  @ParameterizedTest
  @CsvSource({"1, 4, 9", "9, 4, 1", "4e4, 9e4, 1e4", "4e-4, 9e-4, 1e-4"})
  void tokens_are_drawn_with_their_probability(double first, double second, double third) {
    double[] probabilities = {first, second, third};
    TokenSampler sampler = new TokenSampler(new SamplingSettings(2, 0, 1), -1);
    int[] drawn = new int[3];
    for (int draw = 0; draw < 10_000; draw++) {
      drawn[sampler.draw(logarithms(probabilities))]++;
    }
    // temperature 2 takes the square roots of the probabilities
    double sum = Arrays.stream(probabilities).map(Math::sqrt).sum();
    for (int token = 0; token < 3; token++) {
      assertThat(drawn[token] / 10_000.0)
          .isCloseTo(Math.sqrt(probabilities[token]) / sum, within(0.02));
    }
  }

  private static float[] logarithms(double... probabilities) {
    float[] logits = new float[probabilities.length];
    for (int token = 0; token < logits.length; token++) {
      logits[token] = (float) Math.log(probabilities[token]);
    }
    return logits;
  }

  @Test
  void top_k_excludes_less_likely_tokens() {
    TokenSampler sampler = new TokenSampler(new SamplingSettings(5, 2, 1), -1);
    TreeSet<Integer> drawn = new TreeSet<>();
    for (int draw = 0; draw < 200; draw++) {
      drawn.add(sampler.draw(new float[] {1, 3, 2, 0}));
    }
    assertThat(drawn).containsExactly(1, 2);
  }

  @Test
  void excluded_token_is_never_drawn() {
    TokenSampler sampler = new TokenSampler(new SamplingSettings(1, 0, 1), 1);

    for (int draw = 0; draw < 200; draw++) {
      assertThat(sampler.draw(new float[] {1, 50, 2})).isNotEqualTo(1);
    }
  }

  @Test
  void saved_model_generates_text_of_original_model(@TempDir Path folder) throws IOException {
    MultiLayerNetwork network = network(CellType.LSTM, 2);
    Path file = folder.resolve("model.zip");
    ModelFile.write(network, LETTERS, file);
    StringBuilder text = new StringBuilder();

    try (GeneratingModel model = new LanguageModelFamily(() -> Instant.EPOCH).open(file);
        var continuation = model.continueText("e?d", new SamplingSettings(1, 0, 7))) {
      for (int token = 0; token < 300; token++) {
        text.append(continuation.next());
      }
    }
    assertThat(text.toString()).isEqualTo(generate(network, new SamplingSettings(1, 0, 7)));
  }

  @Test
  void two_continuations_of_one_model_are_independent() {
    MultiLayerNetwork network = network(CellType.LSTM, 2);
    String alone = generate(network, new SamplingSettings(1, 0, 7)).substring(0, 20);
    StringBuilder text = new StringBuilder();

    try (var one =
            new TextGenerator(network, LETTERS, new int[] {0, 1}, new SamplingSettings(1, 0, 7));
        var other =
            new TextGenerator(network, LETTERS, new int[] {}, new SamplingSettings(1, 0, 9))) {
      for (int token = 0; token < 20; token++) {
        text.append(one.next());
        assertThat(other.next()).isNotEmpty();
      }
    }
    assertThat(text.toString()).isEqualTo(alone);
  }

  @Test
  void words_are_written_with_spaces() {
    Vocabulary words =
        new Vocabulary(TokenUnit.WORD, List.of("the", ",", "\n", Vocabulary.UNKNOWN));

    assertThat(words.encode("the, cat\n")).containsExactly(0, 1, 3, 2);
    assertThat(LETTERS.encode("e?d")).containsExactly(0, 1);
    assertThat(words.written("the", 0)).isEqualTo(" the");
    assertThat(words.written("the", 1)).isEqualTo(",");
    assertThat(words.written(null, 0)).isEqualTo("the");
  }
}
