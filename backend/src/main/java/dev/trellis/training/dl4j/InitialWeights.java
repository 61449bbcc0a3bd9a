package dev.trellis.training.dl4j;

import static java.util.Objects.requireNonNull;
import static org.deeplearning4j.nn.params.DefaultParamInitializer.BIAS_KEY;
import static org.deeplearning4j.nn.params.DefaultParamInitializer.WEIGHT_KEY;
import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.params.LSTMParamInitializer;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Draws the initial weights of a network in place of DL4J, whose lookup tables have a deviation of
 * sqrt(2 / (vocabulary + size)): with thousands of words, recurrent layers would get inputs near
 * zero. The numbers are a pure function of the shapes and of the random numbers given.
 */
final class InitialWeights {
  /** Standard deviation of a lookup table. */
  private static final double EMBEDDING_DEVIATION = 1;

  /** The same of a table that is the output layer's weights too, which must give small logits. */
  private static final double TIED_EMBEDDING_DEVIATION = 0.3;

  private static final String RECURRENT_WEIGHT_KEY = LSTMParamInitializer.RECURRENT_WEIGHT_KEY;

  /** Place of the forget gate among the {@value #LSTM_GATES} gates of DL4J's LSTM. */
  private static final int FORGET_GATE = 1;

  private static final int LSTM_GATES = 4;

  private final Initialization initialization;
  private final SplittableRandom random;

  InitialWeights(Initialization initialization, SplittableRandom random) {
    this.initialization = initialization;
    this.random = random;
  }

  /**
   * Returns the standard deviation of the numbers of a lookup table.
   *
   * @param tied whether the table is the output layer's weights too
   */
  static double embeddingDeviation(boolean tied) {
    return tied ? TIED_EMBEDDING_DEVIATION : EMBEDDING_DEVIATION;
  }

  /** Sets all parameters of a network: an embedding, recurrent layers and an output layer. */
  void draw(MultiLayerNetwork network) {
    int last = network.getnLayers() - 1;
    double deviation = embeddingDeviation(OutputParameters.isTied(network));
    fill(network.getLayer(0).getParam(WEIGHT_KEY), () -> deviation * random.nextGaussian());
    for (int index = 1; index < last; index++) {
      Map<String, INDArray> parameters = new TreeMap<>(network.getLayer(index).paramTable());
      for (String key : parameters.keySet()) {
        if (key.endsWith(RECURRENT_WEIGHT_KEY)) {
          String direction = key.substring(0, key.length() - RECURRENT_WEIGHT_KEY.length());
          drawRecurrentLayer(
              requireNonNull(parameters.get(direction + WEIGHT_KEY)),
              requireNonNull(parameters.get(key)),
              requireNonNull(parameters.get(direction + BIAS_KEY)));
        }
      }
    }
    drawOutputLayer(network.getLayer(last));
  }

  /**
   * @param weights of the inputs, {@code [inputs, gates * units]}
   * @param recurrentWeights {@code [units, gates * units]}
   */
  private void drawRecurrentLayer(INDArray weights, INDArray recurrentWeights, INDArray bias) {
    long units = recurrentWeights.size(0);
    switch (initialization) {
      case UNIFORM -> {
        double range = 1 / Math.sqrt(units);
        drawUniform(weights, range);
        drawUniform(recurrentWeights, range);
        drawUniform(bias, range);
      }
      case ORTHOGONAL -> {
        drawUniform(weights, Math.sqrt(6.0 / (weights.size(0) + units)));
        drawOrthogonal(recurrentWeights);
        bias.assign(0);
        if (bias.length() == LSTM_GATES * units) {
          long from = FORGET_GATE * units;
          bias.get(all(), interval(from, from + units)).assign(1);
        }
      }
    }
  }

  /** Tied weights are drawn as the lookup table. */
  private void drawOutputLayer(Layer layer) {
    double range = 1 / Math.sqrt(((FeedForwardLayer) layer.conf().getLayer()).getNIn());
    layer.paramTable().values().forEach(parameter -> drawUniform(parameter, range));
  }

  private void drawUniform(INDArray array, double range) {
    fill(array, () -> range * (2 * random.nextDouble() - 1));
  }

  /**
   * Each gate has the Q of a QR decomposition of normal numbers, where R's diagonal is positive.
   */
  private void drawOrthogonal(INDArray recurrentWeights) {
    int units = (int) recurrentWeights.size(0);
    long[] shape = {units, units};
    try (INDArray q = Nd4j.create(DataType.FLOAT, shape, 'f');
        INDArray r = Nd4j.create(DataType.FLOAT, shape, 'f')) {
      for (long from = 0; from < recurrentWeights.size(1); from += units) {
        fill(q, random::nextGaussian);
        Nd4j.getBlasWrapper().lapack().geqrf(q, r);
        q.muliRowVector(Transforms.sign(Nd4j.diag(r)));
        recurrentWeights.get(all(), interval(from, from + units)).assign(q);
      }
    }
  }

  /** Sets the numbers of an array in the order in which they lie in memory. */
  private static void fill(INDArray array, DoubleSupplier next) {
    DataBuffer numbers = array.data();
    for (long index = 0; index < array.length(); index++) {
      numbers.put(index, (float) next.getAsDouble());
    }
  }
}
