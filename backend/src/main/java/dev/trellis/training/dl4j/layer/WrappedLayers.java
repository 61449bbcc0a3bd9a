package dev.trellis.training.dl4j.layer;

import dev.trellis.training.dl4j.onednn.lstm.OneDnnLstm;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.layers.recurrent.LSTM;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Creates recurrent layers for layers inside DL4J's wrappers, on the wrappers' parameters. */
final class WrappedLayers {
  private WrappedLayers() {}

  static CarriedLayer of(
      org.deeplearning4j.nn.conf.layers.Layer conf, Layer wrapper, double recurrentDropout) {
    return of(conf, wrapper, wrapper.params(), wrapper.getGradientsViewArray(), recurrentDropout);
  }

  /**
   * Creates a layer. The parameters of a bidirectional wrapper are those of the forward layer,
   * followed by those of the backward layer.
   */
  private static CarriedLayer of(
      org.deeplearning4j.nn.conf.layers.Layer conf,
      Layer wrapper,
      INDArray parameters,
      INDArray gradients,
      double drop) {
    if (conf instanceof Bidirectional both) {
      long half = parameters.length() / 2;
      return new CarriedBidirectional(
          of(both.getFwd(), wrapper, cut(parameters, 0, half), cut(gradients, 0, half), drop),
          of(
              both.getBwd(),
              wrapper,
              cut(parameters, half, half),
              cut(gradients, half, half),
              drop));
    }
    if (conf instanceof LastTimeStep last) {
      return of(last.getUnderlying(), wrapper, parameters, gradients, drop);
    }
    NeuralNetConfiguration configuration = wrapper.conf().clone();
    configuration.setLayer(conf);
    Layer layer =
        conf.instantiate(
            configuration, List.of(), wrapper.getIndex(), parameters, false, parameters.dataType());
    layer.setBackpropGradientsViewArray(gradients);
    return CarriedLayer.of(layer instanceof LSTM lstm ? OneDnnLstm.accelerate(lstm) : layer, drop);
  }

  private static INDArray cut(INDArray row, long from, long length) {
    return row.get(NDArrayIndex.all(), NDArrayIndex.interval(from, from + length));
  }
}
