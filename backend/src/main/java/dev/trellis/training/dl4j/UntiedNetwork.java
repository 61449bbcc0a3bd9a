package dev.trellis.training.dl4j;

import static org.deeplearning4j.nn.params.DefaultParamInitializer.BIAS_KEY;
import static org.deeplearning4j.nn.params.DefaultParamInitializer.WEIGHT_KEY;
import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import dev.trellis.training.dl4j.layer.OutputParameters;
import dev.trellis.training.dl4j.settings.LanguageModelSettings;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Network of a language model in DL4J's own classes, for model files and text generation. Output
 * weights that are tied to the embedding are copied: the outputs are equal, but further training in
 * DL4J would update the two copies separately.
 *
 * @param isCopy true if {@link #close} must close the network
 */
public record UntiedNetwork(MultiLayerNetwork network, boolean isCopy) implements AutoCloseable {
  /** Returns a copy without weight tying, or the network itself if no weights are tied. */
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
    long count = network.numParams() - output.bias().length();
    cut(copy.params(), count).assign(cut(network.params(), count));
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
