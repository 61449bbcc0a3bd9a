package dev.trellis.training.dl4j.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.training.dl4j.onednn.lstm.OneDnnLstm;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Small networks and data for the tests of this package. */
public final class LstmNetworks {
  private LstmNetworks() {}

  /**
   * Returns a builder of LSTM layers with a softmax over 3 classes as output layer.
   *
   * @param sizes input size, followed by the hidden size of each layer
   */
  public static NeuralNetConfiguration.ListBuilder builder(int... sizes) {
    LSTM[] layers = new LSTM[sizes.length - 1];
    for (int layer = 0; layer < layers.length; layer++) {
      layers[layer] = lstm(sizes[layer], sizes[layer + 1]).build();
    }
    return builder(DataType.FLOAT, layers);
  }

  public static NeuralNetConfiguration.ListBuilder builder(DataType type, LSTM... layers) {
    NeuralNetConfiguration.ListBuilder list =
        new NeuralNetConfiguration.Builder()
            .seed(7)
            .dataType(type)
            .updater(new Adam(0.01))
            .list(layers);
    return list.layer(
        layers.length,
        new RnnOutputLayer.Builder(LossFunction.MCXENT)
            .activation(Activation.SOFTMAX)
            .nIn(layers[layers.length - 1].getNOut())
            .nOut(3)
            .build());
  }

  public static LSTM.Builder lstm(int inputs, int hidden) {
    return new LSTM.Builder()
        .nIn(inputs)
        .nOut(hidden)
        .activation(Activation.TANH)
        .forgetGateBiasInit(1.5);
  }

  public static MultiLayerNetwork initialized(MultiLayerConfiguration configuration) {
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    // initial biases are zero, which would hide an error in the order of gates
    INDArray noise = randomNumbers(99, network.params().shape()).muli(0.1);
    network.params().addi(noise.castTo(network.params().dataType()));
    return network;
  }

  public static MultiLayerNetwork network(int... sizes) {
    return initialized(builder(sizes).build());
  }

  public static MultiLayerNetwork networkOf(RNNFormat format, int inputs, int hidden) {
    return initialized(
        builder(inputs, hidden).setInputType(InputType.recurrent(inputs, -1, format)).build());
  }

  /** Returns a copy of a network with equal weights on oneDNN. */
  public static MultiLayerNetwork accelerated(MultiLayerNetwork stock) {
    MultiLayerNetwork network = stock.clone();
    assertThat(OneDnnLstm.accelerate(network))
        .isNotEmpty()
        .allMatch(engine -> engine.isAccelerated());
    return network;
  }

  /** Numbers between -1.5 and 1.5 that depend on nothing but the seed and the shape. */
  public static INDArray randomNumbers(long seed, long... shape) {
    SplittableRandom random = new SplittableRandom(seed);
    /** Returns numbers between -1.5 and 1.5 that depend on the seed and the shape only. */
    INDArray randomNumbers = Nd4j.createUninitialized(DataType.FLOAT, shape);
    for (long index = 0; index < randomNumbers.length(); index++) {
      randomNumbers.putScalar(index, 3 * random.nextDouble() - 1.5);
    }
    return randomNumbers;
  }

  /** One-hot labels [minibatch, 3, steps]. */
  public static INDArray labels(long minibatch, long steps) {
    INDArray labels = Nd4j.zeros(DataType.FLOAT, minibatch, 3, steps);
    for (long row = 0; row < minibatch; row++) {
      for (long step = 0; step < steps; step++) {
        labels.putScalar(new long[] {row, (row * 5 + step * 7) % 3, step}, 1);
      }
    }
    return labels;
  }

  /**
   * Asserts equality up to 1e-4 of the largest value; single precision and another order of
   * summation cause differences.
   */
  public static void assertClose(INDArray actual, INDArray expected) {
    assertThat(actual.shape()).isEqualTo(expected.shape());
    double difference = actual.sub(expected).amaxNumber().doubleValue();
    double size = expected.amaxNumber().doubleValue();
    assertThat(difference).isLessThanOrEqualTo(1e-4 * Math.max(size, 1e-3));
  }
}
