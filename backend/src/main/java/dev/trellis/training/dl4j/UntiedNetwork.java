package dev.trellis.training.dl4j;

import static org.deeplearning4j.nn.params.DefaultParamInitializer.BIAS_KEY;
import static org.deeplearning4j.nn.params.DefaultParamInitializer.WEIGHT_KEY;
import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A language model's network in DL4J's own classes alone, as model files hold it and texts are
 * written with it. Output weights that are tied to the lookup table are a copy of it there: it
 * foretells the same, but a DL4J program that trains on would move the two apart.
 */
record UntiedNetwork(MultiLayerNetwork network, boolean isCopy) implements AutoCloseable {
  /** The network itself where nothing is tied in it. */
  static UntiedNetwork of(MultiLayerNetwork network, LanguageModelSettings settings) {
    if (!OutputParameters.isTied(network)) {
      return new UntiedNetwork(network, false);
    }
    OutputParameters output = OutputParameters.of(network);
    MultiLayerNetwork copy =
        new MultiLayerNetwork(
            NetworkConfiguration.of(
                settings.untied(),
                (int) output.bias().length(),
                network.getDefaultConfiguration().getSeed(),
                network.params().dataType()));
    copy.init();
    long below = network.numParams() - output.bias().length();
    cut(copy.params(), below).assign(cut(network.params(), below));
    Layer last = copy.getLayer(copy.getnLayers() - 1);
    last.getParam(WEIGHT_KEY).assign(output.weights());
    last.getParam(BIAS_KEY).assign(output.bias().reshape(last.getParam(BIAS_KEY).shape()));
    return new UntiedNetwork(copy, true);
  }

  private static INDArray cut(INDArray row, long length) {
    return row.get(all(), interval(0, length));
  }

  @Override
  public void close() {
    if (isCopy) {
      network.close();
    }
  }
}
