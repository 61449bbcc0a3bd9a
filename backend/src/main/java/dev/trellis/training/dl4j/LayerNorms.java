package dev.trellis.training.dl4j;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How large gradients and activations are, layer by layer. Looked at in every {@value #EVERY}th
 * step of the updater, which costs next to nothing.
 */
final class LayerNorms {
  static final int EVERY = 16;

  private final List<String> names = new ArrayList<>();
  private final List<INDArray> gradients = new ArrayList<>();
  private final double[] activations;

  /**
   * @param network with its gradient view
   * @param recurrentLayers how many there are
   */
  LayerNorms(MultiLayerNetwork network, int recurrentLayers) {
    activations = new double[recurrentLayers];
    int number = 0;
    for (Layer layer : network.getLayers()) {
      if (layer.numParams() > 0) {
        gradients.add(layer.getGradientsViewArray());
        names.add("gradient_norm/" + nameOf(number++, recurrentLayers));
      }
    }
    for (int index = 1; index <= recurrentLayers; index++) {
      names.add("activation_norm/layer_" + index);
    }
  }

  private static String nameOf(int number, int recurrentLayers) {
    if (number == 0) {
      return "embedding";
    }
    return number <= recurrentLayers ? "layer_" + number : "output";
  }

  /** Whether the step of that number, from 0, is looked at. */
  static boolean looksAt(int step) {
    return step % EVERY == 0;
  }

  /** Metrics, in the order of {@link #values}. */
  List<String> names() {
    return names;
  }

  /**
   * @param output of a recurrent layer, {@code [streams, units, time]}
   */
  void activated(int layer, INDArray output) {
    double norm = output.permute(2, 0, 1).norm2Number().doubleValue();
    activations[layer] = norm / Math.sqrt(output.length());
  }

  /** Norms of the gradients; root mean squares of the activations given last. */
  double[] values() {
    double[] values = new double[names.size()];
    for (int index = 0; index < gradients.size(); index++) {
      values[index] = gradients.get(index).norm2Number().doubleValue();
    }
    System.arraycopy(activations, 0, values, gradients.size(), activations.length);
    return values;
  }
}
