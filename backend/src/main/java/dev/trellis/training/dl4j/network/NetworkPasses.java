package dev.trellis.training.dl4j.network;

import dev.trellis.training.dl4j.layer.CarriedLayer;
import dev.trellis.training.dl4j.layer.CarriedState;
import dev.trellis.training.dl4j.layer.LayerDropout;
import dev.trellis.training.dl4j.layer.OutputParameters;
import dev.trellis.training.dl4j.layer.PoolingReader;
import dev.trellis.training.dl4j.layer.Score;
import dev.trellis.training.dl4j.layer.TokenLookup;
import dev.trellis.training.dl4j.layer.TokenLoss;
import dev.trellis.training.dl4j.onednn.TimePooling;
import dev.trellis.training.dl4j.onednn.lstm.OneDnnLstm;
import dev.trellis.training.dl4j.settings.RecurrentSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Forward and backward pass through all layers of a network, on its parameters and gradient views.
 */
final class NetworkPasses implements AutoCloseable {
  private final MultiLayerNetwork network;
  private final LayerWorkspaceMgr workspaces;
  private final TokenLookup embedding;
  private final LayerDropout embeddingDropout;
  private final List<CarriedLayer> layers = new ArrayList<>();

  /** Dropout after each recurrent layer; after pooling for the last layer. */
  private final List<LayerDropout> dropouts = new ArrayList<>();

  private final @Nullable TimePooling pooling;
  private final TokenLoss loss;
  private final LayerNorms norms;
  private boolean embeddingFrozen;

  /**
   * Creates the passes of a network.
   *
   * @param network network; its gradient view must be set
   */
  NetworkPasses(
      MultiLayerNetwork network, RecurrentSettings settings, LayerWorkspaceMgr workspaces) {
    this.network = network;
    this.workspaces = workspaces;
    MultiLayerConfiguration configuration = network.getLayerWiseConfigurations();
    int last = network.getnLayers() - 1;
    embedding = TokenLookup.of(network.getLayer(0), OutputParameters.isTied(network));
    pooling = PoolingReader.of(configuration);
    // datasets of labeled texts are small and overfit easily, so embeddings are dropped as well
    embeddingDropout = new LayerDropout(pooling == null ? 0 : settings.dropout());
    for (int index = 1; index < last; index++) {
      Layer layer = network.getLayer(index);
      if (layer.numParams() > 0) {
        layers.add(
            CarriedLayer.of(
                configuration.getConf(index).getLayer(), layer, settings.recurrentDropout()));
        dropouts.add(new LayerDropout(settings.dropout()));
      }
    }
    loss = TokenLoss.of(OutputParameters.of(network));
    norms = new LayerNorms(network, layers.size());
  }

  /** Stops computing the gradient of the embeddings. */
  void freezeEmbedding() {
    embeddingFrozen = true;
  }

  /** Starts every stream from a zero state. */
  void reset(int streams) {
    layers.forEach(layer -> layer.reset(streams));
  }

  /** Returns the states that are carried from minibatch to minibatch, in a fixed order. */
  Stream<INDArray> states() {
    return layers.stream().flatMap(layer -> layer.states().stream()).map(CarriedState::array);
  }

  /**
   * Returns the predicted classes of the last pass: tokens ordered by time step, or one label per
   * text.
   */
  int[] predictions() {
    return loss.predictions();
  }

  /**
   * Returns the layer norms; their values are those of the last {@link #computeGradient} that
   * sampled them.
   */
  LayerNorms norms() {
    return norms;
  }

  /** Runs a forward pass without dropout. */
  Score evaluate(Minibatch batch) {
    INDArray hidden = embedding.forward(batch.tokens(), false, workspaces);
    for (CarriedLayer layer : layers) {
      layer.setLengths(batch.lengths());
      hidden = layer.forward(hidden, false, workspaces);
    }
    return loss.forward(pool(hidden, batch), batch.targets());
  }

  /**
   * Computes the gradient of the mean loss into the network's gradient view.
   *
   * @param samplesNorms true if activation norms are recorded
   */
  Score computeGradient(Minibatch batch, boolean samplesNorms) {
    INDArray embedded = embedding.forward(batch.tokens(), true, workspaces);
    INDArray hidden = embeddingDropout.forward(embedded);
    int top = layers.size() - 1;
    for (int index = 0; index <= top; index++) {
      layers.get(index).setLengths(batch.lengths());
      INDArray output = layers.get(index).forward(hidden, true, workspaces);
      if (samplesNorms) {
        norms.recordActivations(index, output);
      }
      hidden = dropouts.get(index).forward(index < top ? output : pool(output, batch));
    }
    Score score = loss.forward(hidden, batch.targets());
    runBackward(batch);
    return score;
  }

  private void runBackward(Minibatch batch) {
    INDArray epsilon = loss.backward(batch.targets(), workspaces);
    int top = layers.size() - 1;
    for (int index = top; index >= 0; index--) {
      epsilon = dropouts.get(index).backward(epsilon);
      if (index == top && pooling != null) {
        epsilon = pooling.backward(epsilon, workspaces);
      }
      epsilon = layers.get(index).backward(epsilon, workspaces);
    }
    if (!embeddingFrozen) {
      embedding.backward(batch.tokens(), embeddingDropout.backward(epsilon), workspaces);
    }
  }

  private INDArray pool(INDArray hidden, Minibatch batch) {
    return pooling == null ? hidden : pooling.forward(hidden, batch.lengths(), workspaces);
  }

  /** Returns the engines, see {@link dev.trellis.training.TrainableModel#engines}. */
  Map<String, String> engines() {
    Map<String, String> engines = new TreeMap<>();
    for (OneDnnLstm.LayerEngine engine : OneDnnLstm.engines(network)) {
      engines.merge("lstm", engine.reason().orElse("onednn"), NetworkPasses::preferFallback);
    }
    engines.put("embedding", embedding.engine());
    engines.put("softmax", loss.engine());
    return engines;
  }

  /** Prefers the reason of a layer that does not run on oneDNN. */
  private static String preferFallback(String engine, String other) {
    return engine.equals("onednn") ? other : engine;
  }

  @Override
  public void close() {
    loss.close();
    layers.forEach(CarriedLayer::close);
  }
}
