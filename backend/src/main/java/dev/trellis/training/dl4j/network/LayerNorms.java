package dev.trellis.training.dl4j.network;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Gradient norms and activation magnitudes of each layer. They are sampled in every {@value
 * #SAMPLING_INTERVAL}th optimizer step, which keeps the cost negligible.
 */
final class LayerNorms {
  static final int SAMPLING_INTERVAL = 16;

  private final List<String> names = new ArrayList<>();
  private final List<INDArray> gradients = new ArrayList<>();
  private final double[] activations;

  /**
   * Creates the norms of a network.
   *
   * @param network network; its gradient view must be set
   * @param recurrentLayers number of recurrent layers
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

  /**
   * Returns true if the norms are sampled in a step.
   *
   * @param step number of the step, from 0
   */
  static boolean isSampled(int step) {
    return step % SAMPLING_INTERVAL == 0;
  }

  /** Returns the names of the metrics, in the order of {@link #values}. */
  List<String> names() {
    return names;
  }

  /**
   * Records the activations of a recurrent layer.
   *
   * @param layer index of the layer, from 0
   * @param output outputs of the layer, {@code [streams, units, time]}
   */
  void recordActivations(int layer, INDArray output) {
    double norm = output.permute(2, 0, 1).norm2Number().doubleValue();
    activations[layer] = norm / Math.sqrt(output.length());
  }

  /**
   * Returns the L2 norms of the current gradients, followed by the root mean squares of the
   * activations recorded last.
   */
  double[] values() {
    double[] values = new double[names.size()];
    for (int index = 0; index < gradients.size(); index++) {
      values[index] = gradients.get(index).norm2Number().doubleValue();
    }
    System.arraycopy(activations, 0, values, gradients.size(), activations.length);
    return values;
  }
}
