package dev.trellis.training.dl4j;

import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
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
      LanguageModelSettings settings, int vocabularySize, long seed, DataType dataType) {
    NeuralNetConfiguration.ListBuilder layers =
        new NeuralNetConfiguration.Builder()
            .seed(seed)
            .dataType(dataType)
            .weightInit(WeightInit.XAVIER)
            .updater(updater(settings.optimiser(), settings.learningRate().base()))
            // gradients are of the mean loss per token already
            .miniBatch(false)
            .list();
    layers.layer(
        new EmbeddingSequenceLayer.Builder()
            .nIn(vocabularySize)
            .nOut(settings.embeddingSize())
            .activation(Activation.IDENTITY)
            .build());
    for (int layer = 0; layer < settings.layers(); layer++) {
      layers.layer(recurrentLayer(settings, layer));
    }
    layers.layer(outputLayer(settings, vocabularySize));
    MultiLayerConfiguration configuration = layers.build();
    if (settings.optimiser().regularized()) {
      decay(configuration, settings.optimiser().weightDecay());
    }
    return configuration;
  }

  /** Layer by layer: what is set for the whole network, DL4J gives to every layer twice. */
  private static void decay(MultiLayerConfiguration configuration, double share) {
    for (NeuralNetConfiguration layer : configuration.getConfs()) {
      ((BaseLayer) layer.getLayer()).setRegularization(List.of(new WeightDecay(share, true)));
    }
  }

  private static BaseRecurrentLayer recurrentLayer(LanguageModelSettings settings, int layer) {
    BaseRecurrentLayer.Builder<?> builder =
        switch (settings.cell()) {
          case LSTM -> new LSTM.Builder().gateActivationFunction(Activation.SIGMOID);
          case SIMPLE_RNN -> new SimpleRnn.Builder();
        };
    builder.nIn(layer == 0 ? settings.embeddingSize() : settings.hiddenUnits());
    builder.nOut(settings.hiddenUnits());
    builder.activation(Activation.TANH);
    if (layer > 0) {
      builder.dropOut(retained(settings));
    }
    return builder.build();
  }

  private static RnnOutputLayer outputLayer(LanguageModelSettings settings, int vocabularySize) {
    return new RnnOutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
        .nIn(settings.hiddenUnits())
        .nOut(vocabularySize)
        .activation(Activation.SOFTMAX)
        .dataFormat(RNNFormat.NCW)
        .dropOut(retained(settings))
        .build();
  }

  /** DL4J counts what dropout leaves, and takes 0 for no dropout. */
  private static double retained(LanguageModelSettings settings) {
    return settings.dropout() == 0 ? 0 : 1 - settings.dropout();
  }

  /** What adamw adds to Adam is a regularization in DL4J. */
  private static IUpdater updater(Optimiser optimiser, double learningRate) {
    return switch (optimiser.kind()) {
      case ADAM, ADAMW -> new Adam(learningRate);
      case RMSPROP -> new RmsProp(learningRate);
      case ADAGRAD -> new AdaGrad(learningRate);
      case NESTEROV -> new Nesterovs(learningRate, optimiser.momentum());
      case SGD -> new Sgd(learningRate);
    };
  }
}
