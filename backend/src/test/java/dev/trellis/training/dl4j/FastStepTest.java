package dev.trellis.training.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trellis.training.dl4j.LanguageModelSettings.Cell;
import dev.trellis.training.dl4j.LanguageModelSettings.Updater;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The step in single precision, on oneDNN and in walks of our own, against the one in double
 * precision, on DL4J's pieces: from the same weights, over the same minibatches, step by step.
 */
class FastStepTest {
  private static final int VOCABULARY = 37;
  private static final int STREAMS = 5;
  private static final int STEPS = 12;

  @BeforeAll
  static void one_native_thread() {
    NativeThreads.limitToOne();
  }

  @ParameterizedTest
  @CsvSource({
    "LSTM, 1, ADAM, 0.01, 1000",
    "LSTM, 2, ADAM, 0.01, 0.3",
    "LSTM, 3, ADAM, 0.01, 1000",
    "LSTM, 1, RMSPROP, 0.003, 0.3",
    "LSTM, 2, RMSPROP, 0.003, 1000",
    "LSTM, 2, SGD, 1, 0.3",
    "SIMPLE_RNN, 1, ADAM, 0.01, 1000",
    "SIMPLE_RNN, 2, RMSPROP, 0.003, 0.3",
    "SIMPLE_RNN, 2, SGD, 0.5, 1000"
  })
  void goes_where_dl4j_goes(Cell cell, int layers, Updater updater, double rate, double clipping) {
    LanguageModelSettings settings =
        new LanguageModelSettings(rate, STREAMS, 19, layers, 11, 7, 0, clipping, cell, updater);
    try (RecurrentNetwork fast = network(settings, DataType.FLOAT);
        RecurrentNetwork exact = network(settings, DataType.DOUBLE)) {
      exact.network().params().assign(fast.network().params().castTo(DataType.DOUBLE));
      fast.reset(STREAMS);
      exact.reset(STREAMS);
      for (int step = 0; step < STEPS; step++) {
        int[][] inputs = tokens(7, 2L * step);
        int[][] targets = tokens(7, 2L * step + 1);

        RecurrentNetwork.Step ours = fast.train(inputs, targets, rate);
        RecurrentNetwork.Step theirs = exact.train(inputs, targets, rate);

        double loss = theirs.score().loss();
        assertThat(ours.score().loss()).as("step %d", step).isCloseTo(loss, within(1e-4 * loss));
        assertThat(ours.gradientNorm())
            .as("step %d", step)
            .isCloseTo(theirs.gradientNorm(), within(1e-3 * theirs.gradientNorm()));
      }
      assertThat(distance(fast, exact)).isLessThan(1e-3 * rate * STEPS);
    }
  }

  /** Of the mean parameter: Adam turns a slope near zero into a whole step either way. */
  private static double distance(RecurrentNetwork fast, RecurrentNetwork exact) {
    INDArray difference =
        fast.network().params().castTo(DataType.DOUBLE).subi(exact.network().params());
    return difference.norm1Number().doubleValue() / difference.length();
  }

  @Test
  void says_what_computes_it() {
    LanguageModelSettings settings = Settings.with(Cell.LSTM, 2, Updater.ADAM);
    try (RecurrentNetwork fast = network(settings, DataType.FLOAT);
        RecurrentNetwork exact = network(settings, DataType.DOUBLE)) {
      assertThat(fast.engines())
          .containsEntry("lstm", "onednn")
          .containsEntry("softmax", "onednn")
          .containsEntry("embedding", "used rows")
          .containsEntry("updater", "fused");
      assertThat(exact.engines())
          .containsEntry("lstm", "oneDNN computes in FLOAT, the layer in DOUBLE")
          .containsEntry("softmax", "nd4j")
          .containsEntry("embedding", "dl4j")
          .containsEntry("updater", "dl4j");
    }
  }

  private static RecurrentNetwork network(LanguageModelSettings settings, DataType type) {
    return new RecurrentNetwork(
        NetworkConfiguration.of(settings, VOCABULARY, 7, type), 0, settings.gradientClipping());
  }

  private static int[][] tokens(int length, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[][] tokens = new int[STREAMS][];
    for (int stream = 0; stream < STREAMS; stream++) {
      tokens[stream] = random.ints(length, 0, VOCABULARY).toArray();
    }
    return tokens;
  }
}
