package dev.trellis.training.dl4j.layer;

import static java.util.Objects.requireNonNull;
import static org.deeplearning4j.nn.params.DefaultParamInitializer.BIAS_KEY;
import static org.deeplearning4j.nn.params.DefaultParamInitializer.WEIGHT_KEY;

import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Parameters and gradient views of an output layer.
 *
 * @param weights {@code [units, vocabulary]}, in f order; in c order if the weights are the
 *     transposed embedding matrix
 * @param bias {@code [1, vocabulary]}
 * @param weightGradient receives the gradient of the weights; shape and order of {@code weights}
 * @param biasGradient receives the gradient of the bias
 */
public record OutputParameters(
    INDArray weights, INDArray bias, INDArray weightGradient, INDArray biasGradient) {

  /**
   * Returns the parameters of a network's output layer.
   *
   * @param network network; its gradient view must be set
   */
  public static OutputParameters of(MultiLayerNetwork network) {
    Layer last = network.getLayer(network.getnLayers() - 1);
    Map<String, INDArray> gradients = GradientViews.of(last);
    INDArray bias = last.getParam(BIAS_KEY);
    INDArray biasGradient = requireNonNull(gradients.get(BIAS_KEY));
    if (isTied(network)) {
      Layer table = network.getLayer(0);
      INDArray gradient = requireNonNull(GradientViews.of(table).get(WEIGHT_KEY));
      return new OutputParameters(
          table.getParam(WEIGHT_KEY).transpose(), bias, gradient.transpose(), biasGradient);
    }
    INDArray gradient = requireNonNull(gradients.get(WEIGHT_KEY));
    return new OutputParameters(last.getParam(WEIGHT_KEY), bias, gradient, biasGradient);
  }

  /** Returns true if the output layer uses the transposed embedding matrix as weights. */
  public static boolean isTied(MultiLayerNetwork network) {
    Layer last = network.getLayer(network.getnLayers() - 1);
    return last.conf().getLayer() instanceof TiedOutputLayer;
  }
}
