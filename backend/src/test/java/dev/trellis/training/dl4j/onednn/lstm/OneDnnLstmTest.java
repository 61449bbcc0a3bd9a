package dev.trellis.training.dl4j.onednn.lstm;

import static dev.trellis.training.dl4j.onednn.LstmNetworks.accelerated;
import static dev.trellis.training.dl4j.onednn.LstmNetworks.assertClose;
import static dev.trellis.training.dl4j.onednn.LstmNetworks.builder;
import static dev.trellis.training.dl4j.onednn.LstmNetworks.initialized;
import static dev.trellis.training.dl4j.onednn.LstmNetworks.labels;
import static dev.trellis.training.dl4j.onednn.LstmNetworks.lstm;
import static dev.trellis.training.dl4j.onednn.LstmNetworks.network;
import static dev.trellis.training.dl4j.onednn.LstmNetworks.randomNumbers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.training.dl4j.onednn.lstm.OneDnnLstm.LayerEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ListAssert;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Tests whole networks: training, model files, unsupported layers, several threads. */
class OneDnnLstmTest {
  private static final int MINIBATCH = 3;
  private static final int STEPS = 12;

  @Test
  void stacked_layers_train_as_on_dl4j() {
    assertTrainsAlike(network(5, 8, 6));
  }

  @Test
  void truncated_backpropagation_trains_as_on_dl4j() {
    assertTrainsAlike(
        initialized(
            builder(5, 8, 6).backpropType(BackpropType.TruncatedBPTT).tBPTTLength(5).build()));
  }

  @Test
  void dropout_between_layers_trains_as_on_dl4j() {
    LSTM upper = lstm(8, 6).dropOut(new EverySecond()).build();
    assertTrainsAlike(initialized(builder(DataType.FLOAT, lstm(5, 8).build(), upper).build()));
  }

  @Test
  void state_is_carried_between_calls() {
    MultiLayerNetwork stock = network(5, 8, 6);
    MultiLayerNetwork fast = accelerated(stock);
    for (int call = 0; call < 4; call++) {
      INDArray input = randomNumbers(call, MINIBATCH, 5, STEPS);
      assertClose(fast.rnnTimeStep(input), stock.rnnTimeStep(input));
    }
  }

  @Test
  void saved_accelerated_network_is_a_plain_dl4j_model(@TempDir Path folder) throws IOException {
    MultiLayerNetwork stock = network(5, 8, 6);
    MultiLayerNetwork fast = accelerated(stock);
    train(stock, 3);
    train(fast, 3);
    MultiLayerNetwork opened = savedAndOpened(fast, folder);

    assertThat(opened.getLayer(0))
        .isExactlyInstanceOf(org.deeplearning4j.nn.layers.recurrent.LSTM.class);
    assertThat(opened.getLayerWiseConfigurations().toJson())
        .isEqualTo(stock.getLayerWiseConfigurations().toJson())
        .doesNotContain("trellis");
    assertThat(opened.params()).isEqualTo(fast.params());
    INDArray input = randomNumbers(8, 2, 5, 4);
    assertClose(opened.output(input), fast.output(input));
  }

  @Test
  void model_saved_by_dl4j_is_accelerated(@TempDir Path folder) throws IOException {
    MultiLayerNetwork stock = network(5, 8, 6);
    train(stock, 3);
    MultiLayerNetwork opened = savedAndOpened(stock, folder);

    assertThat(OneDnnLstm.accelerate(opened)).hasSize(2).allMatch(LayerEngine::isAccelerated);
    train(stock, 2);
    train(opened, 2);

    assertClose(opened.params(), stock.params());
  }

  @Test
  void unsupported_layer_stays_on_dl4j_with_a_reason() {
    assertStaysOnDl4j(DataType.FLOAT, lstm(5, 6).activation(Activation.SOFTSIGN), "softsign");
    assertStaysOnDl4j(
        DataType.FLOAT, lstm(5, 6).gateActivationFunction(Activation.HARDSIGMOID), "hardsigmoid");
    assertStaysOnDl4j(DataType.DOUBLE, lstm(5, 6), "DOUBLE");
  }

  private static void assertStaysOnDl4j(DataType type, LSTM.Builder layer, String reason) {
    MultiLayerNetwork network = initialized(builder(type, layer.build()).build());

    ListAssert<LayerEngine> engines = assertThat(OneDnnLstm.accelerate(network));

    engines.singleElement().extracting(e -> e.reason().orElse("")).asString().contains(reason);
    assertThat(OneDnnLstm.engines(network)).noneMatch(LayerEngine::isAccelerated);
    assertThat(network.output(randomNumbers(1, 2, 5, 3)).shape()).containsExactly(2, 3, 3);
  }

  @Test
  void current_engine_of_each_layer_is_reported() {
    MultiLayerNetwork network = network(5, 8, 6);
    assertThat(OneDnnLstm.engines(network)).hasSize(2).noneMatch(LayerEngine::isAccelerated);

    OneDnnLstm.accelerate(network);
    OneDnnLstm.accelerate(network);

    assertThat(OneDnnLstm.engines(network)).hasSize(2).allMatch(LayerEngine::isAccelerated);
    OneDnnLstm.close(network);
  }

  @Test
  void parallel_training_is_reproducible_bit_for_bit() throws Exception {
    INDArray alone = trained(network(5, 8, 6));
    assertThat(trained(network(5, 8, 6))).isEqualTo(alone);

    Callable<INDArray> same = () -> trained(network(5, 8, 6));
    Callable<INDArray> other = () -> trained(network(5, 32, 16));
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<INDArray>> results = threads.invokeAll(List.of(same, other, same, other));
      assertThat(results.get(0).get()).isEqualTo(alone);
      assertThat(results.get(2).get()).isEqualTo(alone);
      assertThat(results.get(3).get()).isEqualTo(results.get(1).get());
    } finally {
      threads.shutdown();
    }
  }

  private static INDArray trained(MultiLayerNetwork stock) {
    MultiLayerNetwork fast = accelerated(stock);
    train(fast, 20);
    INDArray parameters = fast.params().dup();
    OneDnnLstm.close(fast);
    return parameters;
  }

  private static void assertTrainsAlike(MultiLayerNetwork stock) {
    MultiLayerNetwork fast = accelerated(stock);
    INDArray before = stock.params().dup();

    train(stock, 4);
    train(fast, 4);

    assertThat(fast.params()).isNotEqualTo(before);
    assertClose(fast.params(), stock.params());
    assertThat(OneDnnLstm.engines(fast)).allMatch(LayerEngine::isAccelerated);
  }

  private static void train(MultiLayerNetwork network, int minibatches) {
    for (int minibatch = 0; minibatch < minibatches; minibatch++) {
      network.fit(randomNumbers(minibatch, MINIBATCH, 5, STEPS), labels(MINIBATCH, STEPS));
    }
  }

  private static MultiLayerNetwork savedAndOpened(MultiLayerNetwork network, Path folder)
      throws IOException {
    Path zip = folder.resolve("model.zip");
    network.save(zip.toFile(), true);
    return MultiLayerNetwork.load(zip.toFile(), true);
  }

  /**
   * Dropout that is independent of the memory layout of the input, and changes the input in place
   * as DL4J's dropout does.
   */
  private static final class EverySecond implements IDropout {
    @Override
    public INDArray applyDropout(
        INDArray input, INDArray result, int iteration, int epoch, LayerWorkspaceMgr workspaces) {
      return input.muli(mask(input));
    }

    @Override
    public INDArray backprop(
        INDArray outputGradient, INDArray inputGradient, int iteration, int epoch) {
      return outputGradient.muli(mask(outputGradient));
    }

    private static INDArray mask(INDArray array) {
      INDArray mask = Nd4j.zeros(DataType.FLOAT, array.shape());
      for (long channel = 0; channel < array.size(1); channel += 2) {
        mask.get(NDArrayIndex.all(), NDArrayIndex.point(channel), NDArrayIndex.all()).assign(2);
      }
      return mask;
    }

    @Override
    public void clear() {}

    @Override
    @SuppressWarnings("MissingSuperCall")
    public IDropout clone() {
      return new EverySecond();
    }
  }
}
