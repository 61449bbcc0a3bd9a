package dev.trellis.training.dl4j;

import dev.trellis.training.dl4j.onednn.OneDnnLstm;
import dev.trellis.training.dl4j.onednn.TimePooling;
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

/** The way up through the layers of a network and back, on its parameters and gradient views. */
final class NetworkPasses implements AutoCloseable {
  private final MultiLayerNetwork network;
  private final LayerWorkspaceMgr workspaces;
  private final TokenLookup embedding;
  private final LayerDropout embeddingDropout;
  private final List<CarriedLayer> layers = new ArrayList<>();

  /** One for each layer; the last comes after pooling. */
  private final List<LayerDropout> dropouts = new ArrayList<>();

  private final @Nullable TimePooling pooling;
  private final TokenLoss loss;
  private final LayerNorms norms;
  private boolean frozen;

  /**
   * @param network with its gradient view
   */
  NetworkPasses(
      MultiLayerNetwork network, RecurrentSettings settings, LayerWorkspaceMgr workspaces) {
    this.network = network;
    this.workspaces = workspaces;
    MultiLayerConfiguration configuration = network.getLayerWiseConfigurations();
    int last = network.getnLayers() - 1;
    embedding = TokenLookup.of(network.getLayer(0), OutputParameters.isTied(network));
    pooling = Pooling.of(configuration);
    // texts with an end are short and few: their words are worth hiding as well
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

  /** From now on, the lookup table has no gradient. */
  void freezeEmbedding() {
    frozen = true;
  }

  /** Starts every stream from a zero state. */
  void reset(int streams) {
    layers.forEach(layer -> layer.reset(streams));
  }

  /** What is carried from minibatch to minibatch, always in the same order. */
  Stream<INDArray> states() {
    return layers.stream().flatMap(layer -> layer.states().stream()).map(CarriedState::array);
  }

  /** Of what was measured last: the likeliest of each text. */
  int[] likeliest() {
    return loss.likeliest();
  }

  /** Norms of layers; their values are those of the last {@link #gradient} that looked. */
  LayerNorms norms() {
    return norms;
  }

  /** Up alone, without dropout. */
  Score measure(Minibatch batch) {
    INDArray hidden = embedding.forward(batch.tokens(), false, workspaces);
    for (CarriedLayer layer : layers) {
      layer.read(batch.lengths());
      hidden = layer.forward(hidden, false, workspaces);
    }
    return loss.forward(pooled(hidden, batch), batch.targets());
  }

  /**
   * Fills the network's gradient view with that of the mean loss of a token.
   *
   * @param looks whether the norms of activations are taken
   */
  Score gradient(Minibatch batch, boolean looks) {
    INDArray embedded = embedding.forward(batch.tokens(), true, workspaces);
    INDArray hidden = embeddingDropout.forward(embedded);
    int top = layers.size() - 1;
    for (int index = 0; index <= top; index++) {
      layers.get(index).read(batch.lengths());
      INDArray output = layers.get(index).forward(hidden, true, workspaces);
      if (looks) {
        norms.activated(index, output);
      }
      hidden = dropouts.get(index).forward(index < top ? output : pooled(output, batch));
    }
    Score score = loss.forward(hidden, batch.targets());
    back(batch);
    return score;
  }

  private void back(Minibatch batch) {
    INDArray epsilon = loss.backward(batch.targets(), workspaces);
    int top = layers.size() - 1;
    for (int index = top; index >= 0; index--) {
      epsilon = dropouts.get(index).backward(epsilon);
      if (index == top && pooling != null) {
        epsilon = pooling.backward(epsilon, workspaces);
      }
      epsilon = layers.get(index).backward(epsilon, workspaces);
    }
    if (!frozen) {
      embedding.backward(batch.tokens(), embeddingDropout.backward(epsilon), workspaces);
    }
  }

  private INDArray pooled(INDArray hidden, Minibatch batch) {
    return pooling == null ? hidden : pooling.forward(hidden, batch.lengths(), workspaces);
  }

  /** As {@link dev.trellis.training.TrainableModel#engines}. */
  Map<String, String> engines() {
    Map<String, String> engines = new TreeMap<>();
    for (OneDnnLstm.LayerEngine engine : OneDnnLstm.engines(network)) {
      engines.merge("lstm", engine.reason().orElse("onednn"), NetworkPasses::slower);
    }
    engines.put("embedding", embedding.engine());
    engines.put("softmax", loss.engine());
    return engines;
  }

  /** Of several layers the one that is not on oneDNN is worth saying. */
  private static String slower(String one, String other) {
    return one.equals("onednn") ? other : one;
  }

  @Override
  public void close() {
    loss.close();
    layers.forEach(CarriedLayer::close);
  }
}
