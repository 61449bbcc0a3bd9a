package dev.trellis.training.dl4j;

import dev.trellis.dataset.text.DataShape;
import dev.trellis.training.dl4j.onednn.TimePooling;
import dev.trellis.training.dl4j.settings.ClassifierSettings;
import dev.trellis.training.dl4j.settings.RecurrentSettings;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.weights.WeightInitXavier;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/** DL4J configuration of a classifier's network, as stored in the model file. */
public final class ClassifierConfiguration {
  private ClassifierConfiguration() {}

  public static MultiLayerConfiguration of(
      ClassifierSettings settings, DataShape data, long seed, DataType dataType) {
    RecurrentSettings common = settings.common();
    NeuralNetConfiguration.ListBuilder layers =
        NetworkConfiguration.listBuilder(common.optimizer(), common.learningRate(), seed, dataType);
    layers.layer(NetworkConfiguration.embedding(data.vocabularySize(), common.embeddingSize()));
    for (int layer = 0; layer < common.layers(); layer++) {
      layers.layer(layer(settings, layer));
    }
    if (settings.pooling() != TimePooling.Kind.LAST) {
      boolean isMax = settings.pooling() == TimePooling.Kind.MAX;
      layers.layer(new GlobalPoolingLayer(isMax ? PoolingType.MAX : PoolingType.AVG));
    }
    layers.layer(
        new OutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
            .nIn((long) settings.directions() * common.hiddenUnits())
            .nOut(data.classes())
            .activation(Activation.SOFTMAX)
            .dropOut(NetworkConfiguration.retainProbability(common.dropout()))
            .build());
    return NetworkConfiguration.withWeightDecay(layers.build(), common.optimizer());
  }

  /**
   * Returns the configuration of the network for the model file. With equal parameters it computes
   * equal outputs. It differs only for bidirectional networks with pooling {@code last}: the
   * wrappers are nested in the order that DL4J can open, but DL4J cannot train that network, since
   * it has no updater for a wrapper inside a wrapper.
   */
  static MultiLayerConfiguration forModelFile(
      MultiLayerConfiguration configuration, ClassifierSettings settings) {
    MultiLayerConfiguration saved = configuration.clone();
    if (settings.bidirectional() && settings.pooling() == TimePooling.Kind.LAST) {
      NeuralNetConfiguration last = saved.getConf(settings.common().layers());
      Bidirectional both = (Bidirectional) ((LastTimeStep) last.getLayer()).getUnderlying();
      last.setLayer(new Bidirectional(Bidirectional.Mode.CONCAT, new LastTimeStep(both.getFwd())));
    }
    return saved;
  }

  private static Layer layer(ClassifierSettings settings, int index) {
    RecurrentSettings common = settings.common();
    int inputs = index == 0 ? common.embeddingSize() : settings.directions() * common.hiddenUnits();
    BaseRecurrentLayer recurrent =
        NetworkConfiguration.recurrentLayer(
            common.cell(),
            inputs,
            common.hiddenUnits(),
            NetworkConfiguration.retainProbability(common.dropout()));
    // DL4J does not apply the defaults of the network inside two wrappers
    recurrent.setWeightInitFn(new WeightInitXavier());
    recurrent.setBiasInit(0);
    recurrent.setIUpdater(
        NetworkConfiguration.updater(common.optimizer(), common.learningRate().base()));
    Layer layer =
        settings.bidirectional()
            ? new Bidirectional(Bidirectional.Mode.CONCAT, recurrent)
            : recurrent;
    boolean last = index == common.layers() - 1 && settings.pooling() == TimePooling.Kind.LAST;
    return last ? new LastTimeStep(layer) : layer;
  }
}
