package dev.trellis.training.dl4j.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trellis.training.dl4j.NetworkConfiguration;
import dev.trellis.training.dl4j.Settings;
import dev.trellis.training.dl4j.natives.NativeThreads;
import dev.trellis.training.dl4j.settings.CellType;
import dev.trellis.training.dl4j.settings.LanguageModelSettings;
import dev.trellis.training.dl4j.settings.Optimizer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.abstracts.Nd4jWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class RecurrentNetworkTest {
  private static final int VOCABULARY = 5;

  @BeforeAll
  static void one_native_thread() {
    NativeThreads.limitToOne();
  }

  /** With SGD and a learning rate of 1, the change of the weights is the negative gradient. */
  @ParameterizedTest
  @CsvSource({
    "lstm, 1, no",
    "lstm, 2, no",
    "lstm, 2, yes",
    "simple_rnn, 1, no",
    "simple_rnn, 2, no",
    "simple_rnn, 1, yes"
  })
  void step_from_carried_state_equals_numerical_gradient(String cell, int layers, String tied) {
    LanguageModelSettings settings =
        Settings.of(
            Map.of("cell", cell, "layers", layers, "updater", "sgd", "tie_embeddings", tied));
    int[][] first = tokens(3, 4, 1);
    int[][] inputs = tokens(3, 4, 2);
    int[][] targets = tokens(3, 4, 3);
    try (RecurrentNetwork network = network(settings)) {
      INDArray weights = network.network().params();
      INDArray before = weights.dup();
      network.reset(3);
      network.evaluate(new Minibatch(first, first));
      network.train(new Minibatch(inputs, targets), 1);
      INDArray gradient = before.sub(weights);

      double h = 1e-5;
      for (long index = 0; index < before.length(); index++) {
        weights.assign(before);
        double up = lossAfterChange(network, before, first, inputs, targets, index, h);
        double down = lossAfterChange(network, before, first, inputs, targets, index, -h);
        assertThat(gradient.getDouble(index))
            .as("parameter %d", index)
            .isCloseTo((up - down) / (2 * h), within(1e-7));
      }
    }
  }

  /**
   * Returns the loss after a change of one weight. The carried state is computed with unchanged
   * weights, since truncated gradients do not reach behind it.
   */
  private static double lossAfterChange(
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
    network.evaluate(new Minibatch(first, first));
    weights.putScalar(index, before.getDouble(index) + change);
    return network.evaluate(new Minibatch(inputs, targets)).meanLoss();
  }

  /** Dropout masks depend on the number of the step, so a restored step has equal masks. */
  @ParameterizedTest
  @CsvSource({"lstm", "simple_rnn"})
  void step_with_dropout_equals_numerical_gradient(String cell) throws IOException {
    Map<String, Object> kind =
        Map.of(
            "cell", cell, "layers", 2, "updater", "sgd", "dropout", 0.3, "recurrent_dropout", 0.5);
    Minibatch batch = new Minibatch(tokens(3, 4, 2), tokens(3, 4, 3));
    try (RecurrentNetwork network = network(Settings.of(kind))) {
      ByteArrayOutputStream state = new ByteArrayOutputStream();
      network.writeState(false, new DataOutputStream(state));
      INDArray weights = network.network().params();
      INDArray before = weights.dup();
      network.reset(3);
      network.train(batch, 1);
      INDArray gradient = before.sub(weights);

      double h = 1e-5;
      for (long index = 0; index < before.length(); index++) {
        double up = lossFrom(state.toByteArray(), network, batch, index, h);
        double down = lossFrom(state.toByteArray(), network, batch, index, -h);
        assertThat(gradient.getDouble(index))
            .as("parameter %d", index)
            .isCloseTo((up - down) / (2 * h), within(1e-7));
      }
    }
  }

  private static double lossFrom(
      byte[] state, RecurrentNetwork network, Minibatch batch, long index, double change)
      throws IOException {
    network.reset(3);
    network.readState(false, new DataInputStream(new ByteArrayInputStream(state)));
    INDArray weights = network.network().params();
    weights.putScalar(index, weights.getDouble(index) + change);
    return network.train(batch, 0).score().meanLoss();
  }

  @Test
  void gradient_is_clipped_by_norm_over_all_parameters() {
    double whole = stepLength(1e9);
    assertThat(whole).isGreaterThan(0.02);
    assertThat(stepLength(0.01)).isCloseTo(0.01, within(1e-12));
    assertThat(stepLength(whole * 1.01)).isEqualTo(whole);
  }

  private static double stepLength(double clipping) {
    Map<String, Object> kind = Map.of("layers", 2, "updater", "sgd", "gradient_clipping", clipping);
    try (RecurrentNetwork network = network(Settings.of(kind))) {
      INDArray before = network.network().params().dup();
      network.reset(3);
      RecurrentNetwork.Step step =
          network.train(new Minibatch(tokens(3, 4, 1), tokens(3, 4, 2)), 1);
      double length = before.sub(network.network().params()).norm2Number().doubleValue();
      if (clipping > step.gradientNorm()) {
        assertThat(step.gradientNorm()).isCloseTo(length, within(1e-12));
      }
      return length;
    }
  }

  @ParameterizedTest
  @EnumSource
  void loss_of_two_consecutive_minibatches_equals_whole(CellType cell) {
    LanguageModelSettings settings = Settings.with(cell, 2, Optimizer.Kind.SGD);
    int[][] inputs = tokens(3, 8, 1);
    int[][] targets = tokens(3, 8, 2);
    try (RecurrentNetwork network = network(settings)) {
      network.reset(3);
      double whole = network.evaluate(new Minibatch(inputs, targets)).loss();
      network.reset(3);
      double pieces =
          network.evaluate(new Minibatch(cut(inputs, 0, 3), cut(targets, 0, 3))).loss()
              + network.evaluate(new Minibatch(cut(inputs, 3, 8), cut(targets, 3, 8))).loss();
      assertThat(pieces).isCloseTo(whole, within(1e-9));
    }
  }

  @ParameterizedTest
  @EnumSource
  void loss_equals_that_of_dl4j_outputs(CellType cell) {
    LanguageModelSettings settings = Settings.with(cell, 2, Optimizer.Kind.SGD);
    int[][] inputs = tokens(3, 8, 1);
    int[][] targets = tokens(3, 8, 2);
    try (RecurrentNetwork network = network(settings)) {
      network.reset(3);
      INDArray probabilities = network.network().output(Nd4j.createFromArray(inputs));
      double loss = 0;
      for (int stream = 0; stream < 3; stream++) {
        for (int time = 0; time < 8; time++) {
          loss -= Math.log(probabilities.getDouble(stream, targets[stream][time], time));
        }
      }
      assertThat(network.evaluate(new Minibatch(inputs, targets)).loss())
          .isCloseTo(loss, within(1e-9));
    }
  }

  @ParameterizedTest
  @CsvSource({"dropout", "recurrent_dropout"})
  void dropout_applies_to_training_only(String kind) {
    Minibatch batch = new Minibatch(tokens(3, 8, 1), tokens(3, 8, 1));
    try (RecurrentNetwork without = network(Settings.of(Map.of("layers", 2)));
        RecurrentNetwork with = network(Settings.of(Map.of("layers", 2, kind, 0.5)))) {
      without.reset(3);
      with.reset(3);
      assertThat(with.evaluate(batch)).isEqualTo(without.evaluate(batch));
      without.reset(3);
      with.reset(3);
      assertThat(with.train(batch, 1).score().loss())
          .isNotCloseTo(without.train(batch, 1).score().loss(), within(1e-6));
    }
  }

  @Test
  void workspaces_keep_their_size_after_first_minibatches() {
    try (RecurrentNetwork network = network(Settings.of(Map.of("layers", 2)))) {
      network.reset(3);
      trainSteps(network, 2);
      List<Long> sizes = workspaceSizes();
      trainSteps(network, 20);
      assertThat(workspaceSizes()).isEqualTo(sizes).contains(0L);
    }
  }

  private static List<Long> workspaceSizes() {
    return Nd4j.getWorkspaceManager().getAllWorkspacesForCurrentThread().stream()
        .map(Nd4jWorkspace.class::cast)
        .flatMap(each -> Stream.of(each.getCurrentSize(), each.getSpilledSize()))
        .toList();
  }

  private static void trainSteps(RecurrentNetwork network, int steps) {
    for (int step = 0; step < steps; step++) {
      network.train(new Minibatch(tokens(3, 4, 2L * step), tokens(3, 4, 2L * step + 1)), 1);
    }
  }

  private static int[][] cut(int[][] sequences, int from, int to) {
    return Arrays.stream(sequences)
        .map(sequence -> Arrays.copyOfRange(sequence, from, to))
        .toArray(int[][]::new);
  }

  private static RecurrentNetwork network(LanguageModelSettings settings) {
    return new RecurrentNetwork(
        NetworkConfiguration.of(settings, VOCABULARY, 7, DataType.DOUBLE), settings.common());
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
