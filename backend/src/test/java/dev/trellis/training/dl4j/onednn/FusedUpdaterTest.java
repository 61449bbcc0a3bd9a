package dev.trellis.training.dl4j.onednn;

import static dev.trellis.training.dl4j.onednn.LstmNetworks.assertClose;
import static dev.trellis.training.dl4j.onednn.LstmNetworks.randomNumbers;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;

/** Compares the fused updater with the updater of DL4J. */
class FusedUpdaterTest {
  private static final double RATE = 0.02;

  static Stream<IUpdater> rules() {
    return Stream.of(new Adam(RATE), new RmsProp(RATE));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void steps_and_state_match_dl4j(IUpdater rule) {
    MultiLayerNetwork stock = network(builder -> builder.updater(rule.clone()));
    MultiLayerNetwork fused = network(builder -> builder.updater(rule.clone()));
    FusedUpdater updater = FusedUpdater.of(fused).orElseThrow();
    for (int step = 0; step < 4; step++) {
      INDArray gradient = randomNumbers(step, stock.getGradientsViewArray().shape()).muli(3);
      stock.getGradientsViewArray().assign(gradient.mul(0.5));
      fused.getGradientsViewArray().assign(gradient);

      stock
          .getUpdater()
          .update(
              stock,
              new DefaultGradient(stock.getGradientsViewArray()),
              step,
              0,
              3,
              LayerWorkspaceMgr.noWorkspaces());
      stock.params().subi(stock.getGradientsViewArray().reshape(stock.params().shape()));
      updater.update(step, RATE, 0.5);

      assertClose(fused.params(), stock.params());
      assertClose(fused.getUpdater().getStateViewArray(), stock.getUpdater().getStateViewArray());
    }
  }

  @Test
  void unsupported_network_is_left_to_dl4j() {
    assertThat(FusedUpdater.of(network(builder -> builder.updater(new Sgd(RATE))))).isEmpty();
    assertThat(FusedUpdater.of(network(builder -> builder.l2(0.1)))).isEmpty();
    assertThat(FusedUpdater.of(network(builder -> builder.miniBatch(true)))).isEmpty();
    assertThat(FusedUpdater.of(network(builder -> builder.dataType(DataType.DOUBLE)))).isEmpty();
  }

  /** Returns a network with more parameters than one block of the updater. */
  private static MultiLayerNetwork network(UnaryOperator<NeuralNetConfiguration.Builder> change) {
    NeuralNetConfiguration.Builder builder =
        new NeuralNetConfiguration.Builder()
            .seed(7)
            .dataType(DataType.FLOAT)
            .updater(new Adam(RATE))
            .miniBatch(false);
    LSTM lstm = LstmNetworks.lstm(7, 23).build();
    RnnOutputLayer output =
        new RnnOutputLayer.Builder().activation(Activation.SOFTMAX).nIn(23).nOut(3).build();
    MultiLayerNetwork network =
        LstmNetworks.initialized(change.apply(builder).list(lstm, output).build());
    network.initGradientsView();
    return network;
  }
}
