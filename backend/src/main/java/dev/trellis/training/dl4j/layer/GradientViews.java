package dev.trellis.training.dl4j.layer;

import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Views of a layer's gradients in the flat gradient array of its network. */
final class GradientViews {
  private GradientViews() {}

  /**
   * Returns the gradient views by parameter name, in the shapes of the parameters. The gradient
   * view of the network must be set.
   */
  static Map<String, INDArray> of(Layer layer) {
    return layer
        .conf()
        .getLayer()
        .initializer()
        .getGradientsFromFlattened(layer.conf(), layer.getGradientsViewArray());
  }
}
