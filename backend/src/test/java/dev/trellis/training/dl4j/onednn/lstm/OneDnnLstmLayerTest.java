package dev.trellis.training.dl4j.onednn.lstm;

import static dev.trellis.training.dl4j.onednn.LstmNetworks.assertClose;
import static dev.trellis.training.dl4j.onednn.LstmNetworks.randomNumbers;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.training.dl4j.onednn.LstmNetworks;
import java.util.Map;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.recurrent.LSTM;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Compares outputs, gradients and states of a layer with those of DL4J. */
class OneDnnLstmLayerTest {
  private static final LayerWorkspaceMgr WORKSPACES = LayerWorkspaceMgr.noWorkspaces();

  @ParameterizedTest
  @CsvSource({
    "1, 1, 3, 5",
    "1, 7, 3, 5",
    "1, 50, 6, 4",
    "3, 1, 4, 4",
    "3, 7, 2, 9",
    "3, 50, 5, 3",
    "32, 1, 7, 16",
    "32, 7, 11, 20",
    "32, 50, 16, 32",
    "2, 3, 64, 64"
  })
  void layer_matches_dl4j(int minibatch, int steps, int inputs, int hidden) {
    Pair<LSTM, LSTM> layers = layers(LstmNetworks.network(inputs, hidden));
    INDArray input = randomNumbers(1, minibatch, inputs, steps);
    INDArray epsilon = randomNumbers(2, minibatch, hidden, steps);

    assertSamePass(layers, input, epsilon);
    assertSamePass(layers, input.dup('f'), epsilon.dup('f'));
    assertSamePass(layers, input.permute(2, 0, 1).dup('c').permute(1, 2, 0), epsilon);
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 3, 5", "3, 7, 2, 9", "32, 50, 16, 32"})
  void channels_last_data_matches_dl4j(int minibatch, int steps, int inputs, int hidden) {
    Pair<LSTM, LSTM> layers = layers(LstmNetworks.networkOf(RNNFormat.NWC, inputs, hidden));

    assertSamePass(
        layers,
        randomNumbers(1, minibatch, steps, inputs),
        randomNumbers(2, minibatch, steps, hidden));
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 3, 5", "1, 7, 3, 5", "3, 7, 2, 9", "32, 50, 16, 32"})
  void carried_state_matches_dl4j(int minibatch, int steps, int inputs, int hidden) {
    Pair<LSTM, LSTM> layers = layers(LstmNetworks.network(inputs, hidden));
    Map<String, INDArray> state =
        Map.of(
            LSTM.STATE_KEY_PREV_ACTIVATION, randomNumbers(3, minibatch, hidden),
            LSTM.STATE_KEY_PREV_MEMCELL, randomNumbers(4, minibatch, hidden));
    for (LSTM layer : new LSTM[] {layers.getFirst(), layers.getSecond()}) {
      layer.rnnSetPreviousState(state);
      layer.rnnSetTBPTTState(state);
    }

    for (int minibatches = 0; minibatches < 3; minibatches++) {
      INDArray input = randomNumbers(10 + minibatches, minibatch, inputs, steps);
      INDArray epsilon = randomNumbers(20 + minibatches, minibatch, hidden, steps);
      assertSameTruncatedPass(layers, input, epsilon, steps);
    }
  }

  @Test
  void shorter_backward_pass_matches_dl4j() {
    Pair<LSTM, LSTM> layers = layers(LstmNetworks.network(4, 6));

    assertSameTruncatedPass(layers, randomNumbers(1, 3, 4, 8), randomNumbers(2, 3, 6, 8), 5);
    assertSameTruncatedPass(layers, randomNumbers(3, 3, 4, 8), randomNumbers(4, 3, 6, 8), 8);
  }

  @Test
  void single_time_steps_match_dl4j() {
    Pair<LSTM, LSTM> layers = layers(LstmNetworks.network(4, 6));
    for (int step = 0; step < 5; step++) {
      INDArray input = randomNumbers(step, 2, 4, 1);
      assertClose(
          layers.getSecond().rnnTimeStep(input, WORKSPACES),
          layers.getFirst().rnnTimeStep(input, WORKSPACES));
      assertSameState(
          layers.getSecond().rnnGetPreviousState(), layers.getFirst().rnnGetPreviousState());
    }
  }

  @Test
  void changed_weights_are_used_by_the_next_pass() {
    Pair<LSTM, LSTM> layers = layers(LstmNetworks.network(4, 6));
    for (int update = 0; update < 3; update++) {
      assertSamePass(layers, randomNumbers(update, 2, 4, 5), randomNumbers(10 + update, 2, 6, 5));
      INDArray change = randomNumbers(20 + update, layers.getFirst().params().shape()).muli(0.1);
      layers.getFirst().params().addi(change);
      layers.getSecond().params().addi(change);
    }
  }

  @Test
  void forward_pass_is_repeated_after_another_state() {
    Pair<LSTM, LSTM> layers = layers(LstmNetworks.network(4, 6));
    INDArray seen = randomNumbers(1, 2, 4, 5);
    INDArray other = randomNumbers(2, 2, 4, 5);
    INDArray epsilon = randomNumbers(3, 2, 6, 5);
    for (LSTM layer : new LSTM[] {layers.getFirst(), layers.getSecond()}) {
      layer.activate(seen, true, WORKSPACES);
      layer.activate(seen, false, WORKSPACES);
      layer.setInput(other, WORKSPACES);
    }

    assertSameGradients(
        layers.getSecond().backpropGradient(epsilon, WORKSPACES),
        layers.getFirst().backpropGradient(epsilon, WORKSPACES));
  }

  @Test
  void forward_pass_is_reused_in_the_same_state() {
    Pair<LSTM, LSTM> layers = layers(LstmNetworks.network(4, 6));
    INDArray input = randomNumbers(1, 2, 4, 5);
    INDArray epsilon = randomNumbers(3, 2, 6, 5);
    layers.getFirst().activate(input, true, WORKSPACES);
    layers.getSecond().activate(input, true, WORKSPACES);

    // a repeated forward pass would use these weights
    layers.getSecond().params().muli(0);

    assertSameGradients(
        layers.getSecond().backpropGradient(epsilon, WORKSPACES),
        layers.getFirst().backpropGradient(epsilon, WORKSPACES));
  }

  @Test
  void output_may_be_changed_by_the_next_layer() {
    Pair<LSTM, LSTM> layers = layers(LstmNetworks.network(4, 6));
    INDArray input = randomNumbers(1, 2, 4, 5);
    INDArray epsilon = randomNumbers(3, 2, 6, 5);
    layers.getFirst().activate(input, true, WORKSPACES).muli(0);
    layers.getSecond().activate(input, true, WORKSPACES).muli(0);

    assertSameGradients(
        layers.getSecond().backpropGradient(epsilon, WORKSPACES),
        layers.getFirst().backpropGradient(epsilon, WORKSPACES));
  }

  @Test
  void more_shapes_than_the_cache_holds_are_supported() {
    Pair<LSTM, LSTM> layers = layers(LstmNetworks.network(4, 6));
    for (int round = 0; round < 2; round++) {
      for (int steps = 1; steps <= 8; steps++) {
        assertSamePass(
            layers, randomNumbers(steps, 2, 4, steps), randomNumbers(10 + steps, 2, 6, steps));
      }
    }
  }

  private static Pair<LSTM, LSTM> layers(MultiLayerNetwork stock) {
    MultiLayerNetwork accelerated = LstmNetworks.accelerated(stock);
    stock.initGradientsView();
    accelerated.initGradientsView();
    return new Pair<>((LSTM) stock.getLayer(0), (LSTM) accelerated.getLayer(0));
  }

  private static void assertSamePass(Pair<LSTM, LSTM> layers, INDArray input, INDArray epsilon) {
    LSTM stock = layers.getFirst();
    LSTM fast = layers.getSecond();
    assertClose(fast.activate(input, false, WORKSPACES), stock.activate(input, false, WORKSPACES));
    assertClose(fast.activate(input, true, WORKSPACES), stock.activate(input, true, WORKSPACES));
    assertSameGradients(
        fast.backpropGradient(epsilon, WORKSPACES), stock.backpropGradient(epsilon, WORKSPACES));
    assertThat(((OneDnnLstmLayer) fast).isAccelerated()).isTrue();
  }

  private static void assertSameTruncatedPass(
      Pair<LSTM, LSTM> layers, INDArray input, INDArray epsilon, int backwardLength) {
    LSTM stock = layers.getFirst();
    LSTM fast = layers.getSecond();
    assertClose(
        fast.rnnActivateUsingStoredState(input, true, true, WORKSPACES),
        stock.rnnActivateUsingStoredState(input, true, true, WORKSPACES));
    assertSameState(fast.rnnGetTBPTTState(), stock.rnnGetTBPTTState());
    assertSameGradients(
        fast.tbpttBackpropGradient(epsilon, backwardLength, WORKSPACES),
        stock.tbpttBackpropGradient(epsilon, backwardLength, WORKSPACES));
    assertSameState(fast.rnnGetTBPTTState(), stock.rnnGetTBPTTState());
    for (LSTM layer : new LSTM[] {stock, fast}) {
      layer.rnnSetPreviousState(layer.rnnGetTBPTTState());
    }
  }

  private static void assertSameGradients(
      Pair<Gradient, INDArray> actual, Pair<Gradient, INDArray> expected) {
    assertClose(actual.getSecond(), expected.getSecond());
    for (String key : new String[] {"W", "RW", "b"}) {
      assertClose(actual.getFirst().getGradientFor(key), expected.getFirst().getGradientFor(key));
    }
  }

  private static void assertSameState(
      Map<String, INDArray> actual, Map<String, INDArray> expected) {
    assertThat(actual).hasSameSizeAs(expected);
    actual.forEach((key, value) -> assertClose(value, requireNonNull(expected.get(key))));
  }
}
