package dev.trellis.training.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class RecurrentNetworkTest {
  private static final int VOCABULARY = 5;
  private static final double NO_CLIPPING = 1e9;

  @BeforeAll
  static void one_native_thread() {
    NativeThreads.limitToOne();
  }

  /** SGD with a rate of 1 moves the weights by minus the gradient, which shows it. */
  @ParameterizedTest
  @CsvSource({"LSTM, 1", "LSTM, 2", "SIMPLE_RNN, 1", "SIMPLE_RNN, 2"})
  void a_step_follows_the_numerical_gradient_from_a_carried_state(
      LanguageModelSettings.Cell cell, int layers) {
    LanguageModelSettings settings = Settings.with(cell, layers, LanguageModelSettings.Updater.SGD);
    int[][] first = tokens(3, 4, 1);
    int[][] inputs = tokens(3, 4, 2);
    int[][] targets = tokens(3, 4, 3);
    try (RecurrentNetwork network = network(settings, NO_CLIPPING)) {
      INDArray weights = network.network().params();
      INDArray before = weights.dup();
      network.reset(3);
      network.evaluate(first, first);
      network.train(inputs, targets);
      INDArray gradient = before.sub(weights);

      double h = 1e-5;
      for (long index = 0; index < before.length(); index++) {
        weights.assign(before);
        double up = lossWithStateOf(network, before, first, inputs, targets, index, h);
        double down = lossWithStateOf(network, before, first, inputs, targets, index, -h);
        assertThat(gradient.getDouble(index))
            .as("parameter %d", index)
            .isCloseTo((up - down) / (2 * h), within(1e-7));
      }
    }
  }

  /** The state comes from unchanged weights: truncated gradients do not reach behind it. */
  private static double lossWithStateOf(
      RecurrentNetwork network,
      INDArray before,
      int[][] first,
      int[][] inputs,
      int[][] targets,
      long index,
      double change) {
    INDArray weights = network.network().params();
    weights.assign(before);
    network.reset(3);
    network.evaluate(first, first);
    weights.putScalar(index, before.getDouble(index) + change);
    return network.evaluate(inputs, targets).meanLoss();
  }

  @Test
  void smoke() {}

  private static RecurrentNetwork network(LanguageModelSettings settings, double clipping) {
    return new RecurrentNetwork(
        NetworkConfiguration.of(settings, VOCABULARY, 7, DataType.DOUBLE),
        settings.dropout(),
        clipping);
  }

  private static int[][] tokens(int streams, int length, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[][] tokens = new int[streams][];
    for (int stream = 0; stream < streams; stream++) {
      tokens[stream] = random.ints(length, 0, VOCABULARY).toArray();
    }
    return tokens;
  }
}
