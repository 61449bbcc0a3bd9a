package dev.trellis.training.dl4j;

import dev.trellis.training.dl4j.layer.LayerConfigurations;
import dev.trellis.training.dl4j.layer.TiedOutputLayer;
import dev.trellis.training.dl4j.settings.CellType;
import dev.trellis.training.dl4j.settings.LanguageModelSettings;
import dev.trellis.training.dl4j.settings.LearningRate;
import dev.trellis.training.dl4j.settings.Optimizer;
import dev.trellis.training.dl4j.settings.RecurrentSettings;
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

/** DL4J configuration of a language model's network, as stored in the model file. */
public final class NetworkConfiguration {
  private NetworkConfiguration() {}

  public static MultiLayerConfiguration of(
      LanguageModelSettings languageModel, int vocabularySize, long seed, DataType dataType) {
    RecurrentSettings settings = languageModel.common();
    NeuralNetConfiguration.ListBuilder layers =
        listBuilder(settings.optimizer(), settings.learningRate(), seed, dataType);
    layers.layer(embedding(vocabularySize, settings.embeddingSize()));
    double retainProbability = retainProbability(settings.dropout());
    for (int layer = 0; layer < settings.layers(); layer++) {
      int inputs = layer == 0 ? settings.embeddingSize() : settings.hiddenUnits();
      layers.layer(
          recurrentLayer(
              settings.cell(), inputs, settings.hiddenUnits(), layer == 0 ? 0 : retainProbability));
    }
    layers.layer(
        languageModel.tied()
            ? tiedOutputLayer(settings, vocabularySize)
            : outputLayer(settings, vocabularySize));
    return withWeightDecay(layers.build(), settings.optimizer());
  }

  /** Returns a builder with the settings that all layers share. */
  static NeuralNetConfiguration.ListBuilder listBuilder(
      Optimizer optimizer, LearningRate learningRate, long seed, DataType dataType) {
    return new NeuralNetConfiguration.Builder()
        .seed(seed)
        .dataType(dataType)
        .weightInit(WeightInit.XAVIER)
        .updater(updater(optimizer, learningRate.base()))
        // gradients are already divided by the number of tokens
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

  /** Adds the weight decay of AdamW, if the optimizer uses it. */
  static MultiLayerConfiguration withWeightDecay(
      MultiLayerConfiguration configuration, Optimizer optimizer) {
    if (optimizer.hasWeightDecay()) {
      setWeightDecay(configuration, optimizer.weightDecay());
    }
    return configuration;
  }

  /**
   * Sets weight decay layer by layer, since DL4J applies a setting of the whole network twice to
   * each layer.
   */
  private static void setWeightDecay(MultiLayerConfiguration configuration, double coefficient) {
    LayerConfigurations.of(configuration)
        .forEach(layer -> layer.setRegularization(List.of(new WeightDecay(coefficient, true))));
  }

  /**
   * Returns a recurrent layer.
   *
   * @param retainProbability probability to keep an input, DL4J's parameter of dropout; 0 for no
   *     dropout
   */
  static BaseRecurrentLayer recurrentLayer(
      CellType cell, int inputs, int units, double retainProbability) {
    BaseRecurrentLayer.Builder<?> builder =
        switch (cell) {
          case LSTM -> new LSTM.Builder().gateActivationFunction(Activation.SIGMOID);
          case SIMPLE_RNN -> new SimpleRnn.Builder();
        };
    builder.nIn(inputs);
    builder.nOut(units);
    builder.activation(Activation.TANH);
    builder.dropOut(retainProbability);
    return builder.build();
  }

  private static RnnOutputLayer outputLayer(RecurrentSettings settings, int vocabularySize) {
    return new RnnOutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
        .nIn(settings.hiddenUnits())
        .nOut(vocabularySize)
        .activation(Activation.SOFTMAX)
        .dataFormat(RNNFormat.NCW)
        .dropOut(retainProbability(settings.dropout()))
        .build();
  }

  private static TiedOutputLayer tiedOutputLayer(RecurrentSettings settings, int vocabularySize) {
    if (settings.embeddingSize() != settings.hiddenUnits()) {
      throw new IllegalArgumentException(
          "embedding_size is %d and hidden_units is %d; tie_embeddings needs equal values"
              .formatted(settings.embeddingSize(), settings.hiddenUnits()));
    }
    return new TiedOutputLayer(settings.hiddenUnits(), vocabularySize);
  }

  /**
   * Returns DL4J's dropout parameter: the probability to keep an activation, or 0 for no dropout.
   */
  static double retainProbability(double dropout) {
    return dropout == 0 ? 0 : 1 - dropout;
  }

  /**
   * Returns DL4J's updater. The weight decay of AdamW is a regularization in DL4J, see {@link
   * #withWeightDecay}.
   */
  static IUpdater updater(Optimizer optimizer, double learningRate) {
    return switch (optimizer.kind()) {
      case ADAM, ADAMW -> new Adam(learningRate);
      case RMSPROP -> new RmsProp(learningRate);
      case ADAGRAD -> new AdaGrad(learningRate);
      case NESTEROV -> new Nesterovs(learningRate, optimizer.momentum());
      case SGD -> new Sgd(learningRate);
    };
  }
}
