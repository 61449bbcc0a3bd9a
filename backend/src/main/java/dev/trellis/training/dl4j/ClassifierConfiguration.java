package dev.trellis.training.dl4j;

import dev.trellis.dataset.DataShape;
import dev.trellis.training.dl4j.onednn.TimePooling;
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

/** What a classifier is in DL4J's terms: all that its model file says about the network. */
final class ClassifierConfiguration {
  private ClassifierConfiguration() {}

  static MultiLayerConfiguration of(
      ClassifierSettings settings, DataShape data, long seed, DataType dataType) {
    RecurrentSettings common = settings.common();
    NeuralNetConfiguration.ListBuilder layers =
        NetworkConfiguration.list(common.optimiser(), common.learningRate(), seed, dataType);
    layers.layer(NetworkConfiguration.embedding(data.vocabularySize(), common.embeddingSize()));
    for (int layer = 0; layer < common.layers(); layer++) {
      layers.layer(layer(settings, layer));
    }
    if (settings.pooling() != TimePooling.Kind.LAST) {
      boolean largest = settings.pooling() == TimePooling.Kind.MAX;
      layers.layer(new GlobalPoolingLayer(largest ? PoolingType.MAX : PoolingType.AVG));
    }
    layers.layer(
        new OutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
            .nIn((long) settings.directions() * common.hiddenUnits())
            .nOut(data.classes())
            .activation(Activation.SOFTMAX)
            .dropOut(NetworkConfiguration.retained(common.dropout()))
            .build());
    return NetworkConfiguration.decaying(layers.build(), common.optimiser());
  }

  /**
   * The same network to be opened by others: with the same parameters it foretells the same. DL4J
   * cannot train it where texts are read both ways to their last step, since it has no updater for
   * a wrapper in a wrapper.
   */
  static MultiLayerConfiguration toOpen(
      MultiLayerConfiguration configuration, ClassifierSettings settings) {
    MultiLayerConfiguration opened = configuration.clone();
    if (settings.bidirectional() && settings.pooling() == TimePooling.Kind.LAST) {
      NeuralNetConfiguration last = opened.getConf(settings.common().layers());
      Bidirectional both = (Bidirectional) ((LastTimeStep) last.getLayer()).getUnderlying();
      last.setLayer(new Bidirectional(Bidirectional.Mode.CONCAT, new LastTimeStep(both.getFwd())));
    }
    return opened;
  }

  private static Layer layer(ClassifierSettings settings, int index) {
    RecurrentSettings common = settings.common();
    int inputs = index == 0 ? common.embeddingSize() : settings.directions() * common.hiddenUnits();
    BaseRecurrentLayer recurrent =
        NetworkConfiguration.recurrentLayer(
            common.cell(),
            inputs,
            common.hiddenUnits(),
            NetworkConfiguration.retained(common.dropout()));
    // what is set for the whole network does not reach into two wrappers
    recurrent.setWeightInitFn(new WeightInitXavier());
    recurrent.setBiasInit(0);
    recurrent.setIUpdater(
        NetworkConfiguration.updater(common.optimiser(), common.learningRate().base()));
    Layer layer =
        settings.bidirectional()
            ? new Bidirectional(Bidirectional.Mode.CONCAT, recurrent)
            : recurrent;
    boolean last = index == common.layers() - 1 && settings.pooling() == TimePooling.Kind.LAST;
    return last ? new LastTimeStep(layer) : layer;
  }
}
