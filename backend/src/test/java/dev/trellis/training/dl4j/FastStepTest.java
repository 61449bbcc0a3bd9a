package dev.trellis.training.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.trellis.training.dl4j.natives.NativeThreads;
import dev.trellis.training.dl4j.network.Minibatch;
import dev.trellis.training.dl4j.network.RecurrentNetwork;
import dev.trellis.training.dl4j.settings.CellType;
import dev.trellis.training.dl4j.settings.LanguageModelSettings;
import dev.trellis.training.dl4j.settings.Optimizer;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Compares the training step in single precision (oneDNN and own kernels) with the step in double
 * precision (DL4J), from equal weights over equal minibatches, step by step.
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
    "LSTM, 2, NESTEROV, 0.1, 0.3",
    "LSTM, 1, ADAGRAD, 0.02, 1000",
    "LSTM, 2, ADAMW, 0.01, 1000",
    "SIMPLE_RNN, 1, ADAM, 0.01, 1000",
    "SIMPLE_RNN, 2, RMSPROP, 0.003, 0.3",
    "SIMPLE_RNN, 2, SGD, 0.5, 1000"
  })
  void fast_step_matches_dl4j(
      CellType cell, int layers, Optimizer.Kind updater, double rate, double clipping) {
    assertStepsMatch(cell, layers, updater, rate, clipping, Map.of());
  }

  @ParameterizedTest
  @EnumSource
  void fast_step_matches_dl4j_with_tied_embeddings(CellType cell) {
    Map<String, Object> tied = Map.of("tie_embeddings", "yes", "embedding_size", 19);
    assertStepsMatch(cell, 2, Optimizer.Kind.ADAM, 0.01, 1000, tied);
  }

  @ParameterizedTest
  @EnumSource
  void fast_step_matches_dl4j_with_recurrent_dropout(CellType cell) {
    Map<String, Object> dropped = Map.of("recurrent_dropout", 0.4);
    assertStepsMatch(cell, 2, Optimizer.Kind.ADAM, 0.01, 1000, dropped);
  }

  private static void assertStepsMatch(
      CellType cell,
      int layers,
      Optimizer.Kind updater,
      double rate,
      double clipping,
      Map<String, Object> more) {
    Map<String, Object> values =
        new HashMap<>(
            Map.of(
                "hidden_units",
                19,
                "layers",
                layers,
                "embedding_size",
                11,
                "gradient_clipping",
                clipping,
                "cell",
                Settings.word(cell),
                "updater",
                Settings.word(updater)));
    values.putAll(more);
    LanguageModelSettings settings = Settings.of(values);
    try (RecurrentNetwork fast = network(settings, DataType.FLOAT);
        RecurrentNetwork exact = network(settings, DataType.DOUBLE)) {
      exact.network().params().assign(fast.network().params().castTo(DataType.DOUBLE));
      fast.reset(STREAMS);
      exact.reset(STREAMS);
      for (int step = 0; step < STEPS; step++) {
        Minibatch batch = new Minibatch(tokens(7, 2L * step), tokens(7, 2L * step + 1));

        RecurrentNetwork.Step fastStep = fast.train(batch, rate);
        RecurrentNetwork.Step exactStep = exact.train(batch, rate);

        double loss = exactStep.score().loss();
        assertThat(fastStep.score().loss())
            .as("step %d", step)
            .isCloseTo(loss, within(1e-4 * loss));
        assertThat(fastStep.gradientNorm())
            .as("step %d", step)
            .isCloseTo(exactStep.gradientNorm(), within(1e-3 * exactStep.gradientNorm()));
      }
      assertThat(distance(fast, exact)).isLessThan(1e-3 * rate * STEPS);
    }
  }

  /**
   * Returns the mean absolute difference of the parameters. A maximum would be too strict: for
   * gradients close to zero, the sign of an Adam step is undetermined.
   */
  private static double distance(RecurrentNetwork fast, RecurrentNetwork exact) {
    INDArray difference =
        fast.network().params().castTo(DataType.DOUBLE).subi(exact.network().params());
    return difference.norm1Number().doubleValue() / difference.length();
  }

  /**
   * The first step of Adam is rate * g / (|g| + 1e-8) (Kingma and Ba, 2015, algorithm 1); gradients
   * close to epsilon are included.
   */
  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void first_adam_step_of_small_gradients_equals_paper(DataType type) {
    double rate = 0.5;
    Map<String, Object> kind = Map.of("layers", 2, "gradient_clipping", 1e-6);
    try (RecurrentNetwork sgd = network(Settings.of(with(kind, "sgd")), DataType.DOUBLE);
        RecurrentNetwork adam = network(Settings.of(with(kind, "adam")), type)) {
      INDArray gradient = firstStep(sgd, 1);
      INDArray step = firstStep(adam, rate);
      INDArray size = Transforms.abs(gradient).addi(1e-8);
      INDArray expected = gradient.mul(rate).divi(size);
      assertThat(step.subi(expected).amaxNumber().doubleValue()).isLessThan(1e-3);
    }
  }

  private static Map<String, Object> with(Map<String, Object> kind, String updater) {
    Map<String, Object> values = new HashMap<>(kind);
    values.put("updater", updater);
    return values;
  }

  private static INDArray firstStep(RecurrentNetwork network, double rate) {
    INDArray before = network.network().params().dup();
    network.reset(STREAMS);
    network.train(new Minibatch(tokens(7, 1), tokens(7, 2)), rate);
    return before.subi(network.network().params()).castTo(DataType.DOUBLE);
  }

  /** The first steps of AdamW and Adam differ by weight decay only. */
  @Test
  void adamw_decays_each_weight_once_and_no_bias() {
    LanguageModelSettings adam = Settings.with(CellType.LSTM, 2, Optimizer.Kind.ADAM);
    LanguageModelSettings adamW = Settings.with(CellType.LSTM, 2, Optimizer.Kind.ADAMW);
    double rate = 0.1;
    try (RecurrentNetwork plain = network(adam, DataType.DOUBLE);
        RecurrentNetwork decayed = network(adamW, DataType.DOUBLE)) {
      plain.network().params().addi(0.5);
      decayed.network().params().assign(plain.network().params());
      Map<String, INDArray> before = new HashMap<>(plain.network().paramTable());
      before.replaceAll((name, parameter) -> parameter.dup());
      plain.reset(STREAMS);
      decayed.reset(STREAMS);

      plain.train(new Minibatch(tokens(7, 1), tokens(7, 2)), rate);
      decayed.train(new Minibatch(tokens(7, 1), tokens(7, 2)), rate);

      before.forEach(
          (name, parameter) -> {
            INDArray decay = plain.network().getParam(name).sub(decayed.network().getParam(name));
            double coefficient =
                name.endsWith("_b") ? 0 : rate * adamW.common().optimizer().weightDecay();
            assertThat(decay.sub(parameter.mul(coefficient)).amaxNumber().doubleValue())
                .as(name)
                .isLessThan(1e-12);
          });
    }
  }

  @ParameterizedTest
  @EnumSource(Optimizer.Kind.class)
  void step_of_every_updater_scales_with_learning_rate(Optimizer.Kind updater) {
    LanguageModelSettings settings = Settings.with(CellType.LSTM, 1, updater);
    assertThat(step(settings, 0.02)).isCloseTo(2 * step(settings, 0.01), withinPercentage(0.1));
  }

  /**
   * Returns the length of the second step, so that an updater that keeps its first rate is
   * detected.
   */
  private static double step(LanguageModelSettings settings, double rate) {
    try (RecurrentNetwork network = network(settings, DataType.DOUBLE)) {
      network.reset(STREAMS);
      network.train(new Minibatch(tokens(7, 1), tokens(7, 2)), 0);
      INDArray before = network.network().params().dup();
      network.train(new Minibatch(tokens(7, 1), tokens(7, 2)), rate);
      return before.sub(network.network().params()).norm2Number().doubleValue();
    }
  }

  @ParameterizedTest
  @CsvSource({"no", "yes"})
  void engines_name_fast_and_exact_implementations(String tied) {
    LanguageModelSettings settings = Settings.of(Map.of("layers", 2, "tie_embeddings", tied));
    try (RecurrentNetwork fast = network(settings, DataType.FLOAT);
        RecurrentNetwork exact = network(settings, DataType.DOUBLE)) {
      assertThat(fast.engines())
          .containsEntry("lstm", "onednn")
          .containsEntry("softmax", "onednn")
          .containsEntry("embedding", "used rows")
          .containsEntry("updater", "fused");
      assertThat(exact.engines())
          .containsEntry("lstm", "oneDNN supports FLOAT only; the layer has type DOUBLE")
          .containsEntry("softmax", "nd4j")
          .containsEntry("embedding", "dl4j")
          .containsEntry("updater", "dl4j");
    }
  }

  private static RecurrentNetwork network(LanguageModelSettings settings, DataType type) {
    return new RecurrentNetwork(
        NetworkConfiguration.of(settings, VOCABULARY, 7, type), settings.common());
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
