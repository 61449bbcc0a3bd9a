package dev.trellis.training.dl4j.network;

import static java.util.Objects.requireNonNull;
import static org.deeplearning4j.nn.params.DefaultParamInitializer.BIAS_KEY;
import static org.deeplearning4j.nn.params.DefaultParamInitializer.WEIGHT_KEY;
import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import dev.trellis.training.dl4j.layer.OutputParameters;
import dev.trellis.training.dl4j.settings.Initialization;
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
 * Draws the initial weights of a network. It replaces DL4J's initialization, whose embeddings have
 * a standard deviation of sqrt(2 / (vocabulary + size)): for thousands of words, the inputs of the
 * recurrent layers would be close to zero. The result depends only on the shapes and on the random
 * numbers.
 */
final class InitialWeights {
  /** Standard deviation of an embedding matrix. */
  private static final double EMBEDDING_DEVIATION = 1;

  /**
   * Standard deviation of an embedding matrix that is tied to the output weights; it must give
   * small logits.
   */
  private static final double TIED_EMBEDDING_DEVIATION = 0.3;

  private static final String RECURRENT_WEIGHT_KEY = LSTMParamInitializer.RECURRENT_WEIGHT_KEY;

  /** Index of the forget gate among the {@value #LSTM_GATES} gates of DL4J's LSTM. */
  private static final int FORGET_GATE = 1;

  private static final int LSTM_GATES = 4;

  private final Initialization initialization;
  private final SplittableRandom random;

  InitialWeights(Initialization initialization, SplittableRandom random) {
    this.initialization = initialization;
    this.random = random;
  }

  /**
   * Returns the standard deviation of the elements of an embedding matrix.
   *
   * @param tied true if the output layer uses the matrix as its weights
   */
  static double embeddingDeviation(boolean tied) {
    return tied ? TIED_EMBEDDING_DEVIATION : EMBEDDING_DEVIATION;
  }

  /** Sets all parameters of a network: embedding, recurrent layers, output layer. */
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
   * Draws the parameters of a recurrent layer.
   *
   * @param weights input weights, {@code [inputs, gates * units]}
   * @param recurrentWeights recurrent weights, {@code [units, gates * units]}
   * @param bias biases of all gates
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

  /**
   * Draws the parameters of the output layer. Tied weights are drawn with the embedding matrix
   * instead.
   */
  private void drawOutputLayer(Layer layer) {
    double range = 1 / Math.sqrt(((FeedForwardLayer) layer.conf().getLayer()).getNIn());
    layer.paramTable().values().forEach(parameter -> drawUniform(parameter, range));
  }

  private void drawUniform(INDArray array, double range) {
    fill(array, () -> range * (2 * random.nextDouble() - 1));
  }

  /**
   * Sets the weights of each gate to Q of the QR decomposition of a standard normal matrix, with
   * signs such that the diagonal of R is positive.
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

  /** Sets the elements of an array in memory order. */
  private static void fill(INDArray array, DoubleSupplier next) {
    DataBuffer numbers = array.data();
    for (long index = 0; index < array.length(); index++) {
      numbers.put(index, (float) next.getAsDouble());
    }
  }
}
