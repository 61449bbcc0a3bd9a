package dev.trellis.training.dl4j;

import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.learning.regularization.WeightDecay;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/** What a language model is in DL4J's terms: all that its model file says about the network. */
final class NetworkConfiguration {
  private NetworkConfiguration() {}

  static MultiLayerConfiguration of(
      LanguageModelSettings languageModel, int vocabularySize, long seed, DataType dataType) {
    RecurrentSettings settings = languageModel.common();
    NeuralNetConfiguration.ListBuilder layers =
        list(settings.optimiser(), settings.learningRate(), seed, dataType);
    layers.layer(embedding(vocabularySize, settings.embeddingSize()));
    double retained = retained(settings.dropout());
    for (int layer = 0; layer < settings.layers(); layer++) {
      int inputs = layer == 0 ? settings.embeddingSize() : settings.hiddenUnits();
      layers.layer(
          recurrentLayer(
              settings.cell(), inputs, settings.hiddenUnits(), layer == 0 ? 0 : retained));
    }
    layers.layer(
        languageModel.tied()
            ? tiedOutputLayer(settings, vocabularySize)
            : outputLayer(settings, vocabularySize));
    return decaying(layers.build(), settings.optimiser());
  }

  /** What all layers have in common. */
  static NeuralNetConfiguration.ListBuilder list(
      Optimiser optimiser, LearningRate learningRate, long seed, DataType dataType) {
    return new NeuralNetConfiguration.Builder()
        .seed(seed)
        .dataType(dataType)
        .weightInit(WeightInit.XAVIER)
        .updater(updater(optimiser, learningRate.base()))
        // gradients are of the mean loss already
        .miniBatch(false)
        .list();
  }

  static EmbeddingSequenceLayer embedding(int vocabularySize, int size) {
    return new EmbeddingSequenceLayer.Builder()
        .nIn(vocabularySize)
        .nOut(size)
        .activation(Activation.IDENTITY)
        .build();
  }

  static MultiLayerConfiguration decaying(
      MultiLayerConfiguration configuration, Optimiser optimiser) {
    if (optimiser.regularized()) {
      decay(configuration, optimiser.weightDecay());
    }
    return configuration;
  }

  /** Layer by layer: what is set for the whole network, DL4J gives to every layer twice. */
  private static void decay(MultiLayerConfiguration configuration, double share) {
    LayerConfigurations.of(configuration)
        .forEach(layer -> layer.setRegularization(List.of(new WeightDecay(share, true))));
  }

  /**
   * @param retained share of the inputs that dropout leaves, as DL4J counts it
   */
  static BaseRecurrentLayer recurrentLayer(Cell cell, int inputs, int units, double retained) {
    BaseRecurrentLayer.Builder<?> builder =
        switch (cell) {
          case LSTM -> new LSTM.Builder().gateActivationFunction(Activation.SIGMOID);
          case SIMPLE_RNN -> new SimpleRnn.Builder();
        };
    builder.nIn(inputs);
    builder.nOut(units);
    builder.activation(Activation.TANH);
    builder.dropOut(retained);
    return builder.build();
  }

  private static RnnOutputLayer outputLayer(RecurrentSettings settings, int vocabularySize) {
    return new RnnOutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
        .nIn(settings.hiddenUnits())
        .nOut(vocabularySize)
        .activation(Activation.SOFTMAX)
        .dataFormat(RNNFormat.NCW)
        .dropOut(retained(settings.dropout()))
        .build();
  }

  private static TiedOutputLayer tiedOutputLayer(RecurrentSettings settings, int vocabularySize) {
    if (settings.embeddingSize() != settings.hiddenUnits()) {
      throw new IllegalArgumentException(
          "tied embeddings need an embedding_size of hidden_units: %d, not %d"
              .formatted(settings.hiddenUnits(), settings.embeddingSize()));
    }
    return new TiedOutputLayer(settings.hiddenUnits(), vocabularySize);
  }

  /** DL4J counts what dropout leaves, and takes 0 for no dropout. */
  static double retained(double dropout) {
    return dropout == 0 ? 0 : 1 - dropout;
  }

  /** What adamw adds to Adam is a regularization in DL4J. */
  static IUpdater updater(Optimiser optimiser, double learningRate) {
    return switch (optimiser.kind()) {
      case ADAM, ADAMW -> new Adam(learningRate);
      case RMSPROP -> new RmsProp(learningRate);
      case ADAGRAD -> new AdaGrad(learningRate);
      case NESTEROV -> new Nesterovs(learningRate, optimiser.momentum());
      case SGD -> new Sgd(learningRate);
    };
  }
}
