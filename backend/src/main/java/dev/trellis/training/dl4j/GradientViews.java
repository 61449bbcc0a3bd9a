package dev.trellis.training.dl4j;

import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The places of a layer's gradients in the one flat gradient of its network. */
final class GradientViews {
  private GradientViews() {}

  /** By parameter, in the shape of the parameter; the network must have its gradient view. */
  static Map<String, INDArray> of(Layer layer) {
    return layer
        .conf()
        .getLayer()
        .initializer()
        .getGradientsFromFlattened(layer.conf(), layer.getGradientsViewArray());
  }
}
