package dev.trellis.training.dl4j;

import dev.trellis.training.dl4j.onednn.OneDnnLstm;
import dev.trellis.training.dl4j.onednn.TimePooling;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A DL4J network with a training step of our own: truncated backpropagation through time with the
 * state carried from minibatch to minibatch, one forward pass a step, the gradient clipped by its
 * norm over all parameters. Configuration, parameters, updater and model file stay DL4J's.
 *
 * <p>Minibatches are {@code [stream][time]} token indices.
 */
final class RecurrentNetwork implements AutoCloseable {
  private static final int[] ENDLESS = {};

  /**
   * Texts with an end, side by side.
   *
   * @param tokens {@code [text][time]}, all of the same length by padding
   * @param lengths tokens of each text that are not padding, at least one
   * @param targets {@code [text][1]}
   */
  record Texts(int[][] tokens, int[] lengths, int[][] targets) {}

  private static final double[] NOT_LOOKED_AT = {};

  private final MultiLayerNetwork network;
  private final TokenLookup embedding;
  private final LayerDropout embeddingDropout;
  private final List<CarriedLayer> layers = new ArrayList<>();

  /** One for each layer; the last comes after pooling. */
  private final List<LayerDropout> dropouts = new ArrayList<>();

  private final @Nullable TimePooling pooling;
  private final TokenLoss loss;
  private final long dropoutSeed;
  private final WeightUpdate update;
  private final double clipping;
  private final LayerWorkspaceMgr workspaces = StepWorkspaces.create();
  private final LayerNorms norms;
  private int steps;
  private boolean frozen;

  RecurrentNetwork(MultiLayerConfiguration configuration, double dropout, double clipping) {
    network = new MultiLayerNetwork(configuration);
    network.init();
    network.initGradientsView();
    OneDnnLstm.accelerate(network);
    update = WeightUpdate.of(network, workspaces);
    this.clipping = clipping;
    long seed = network.getDefaultConfiguration().getSeed();
    dropoutSeed = new SplittableRandom(seed).nextLong();
    int last = network.getnLayers() - 1;
    embedding = TokenLookup.of(network.getLayer(0));
    pooling = Pooling.of(configuration);
    // texts with an end are short and few: their words are worth hiding as well
    embeddingDropout = new LayerDropout(pooling == null ? 0 : dropout);
    for (int index = 1; index < last; index++) {
      Layer layer = network.getLayer(index);
      if (layer.numParams() > 0) {
        layers.add(CarriedLayer.of(configuration.getConf(index).getLayer(), layer));
        dropouts.add(new LayerDropout(dropout));
      }
    }
    loss = TokenLoss.of(network.getLayer(last));
    norms = new LayerNorms(network, layers.size());
  }

  /** What {@link Step#layerNorms} holds. */
  List<String> layerNormNames() {
    return norms.names();
  }

  MultiLayerNetwork network() {
    return network;
  }

  /**
   * Sets the lookup table.
   *
   * @param vectors one for each token
   */
  void embed(float[][] vectors) {
    try (INDArray table = Nd4j.createFromArray(vectors)) {
      network.getLayer(0).getParam(DefaultParamInitializer.WEIGHT_KEY).assign(table);
    }
  }

  /** From now on, training leaves the lookup table as it is. */
  void freezeEmbedding() {
    frozen = true;
    ((BaseLayer) network.getLayer(0).conf().getLayer()).setRegularization(List.of());
  }

  /** As {@link dev.trellis.training.TrainableModel#engines}. */
  Map<String, String> engines() {
    Map<String, String> engines = new TreeMap<>();
    for (OneDnnLstm.LayerEngine engine : OneDnnLstm.engines(network)) {
      engines.merge("lstm", engine.reason().orElse("onednn"), RecurrentNetwork::slower);
    }
    engines.put("embedding", embedding.engine());
    engines.put("softmax", loss.engine());
    engines.put("updater", update.engine());
    return engines;
  }

  /** Of several layers the one that is not on oneDNN is worth saying. */
  private static String slower(String one, String other) {
    return one.equals("onednn") ? other : one;
  }

  /** Starts every stream from a zero state. */
  void reset(int streams) {
    layers.forEach(layer -> layer.reset(streams));
  }

  /** One step of the updater; leaves the state of its last tokens to the next minibatch. */
  Step train(int[][] inputs, int[][] targets, double learningRate) {
    return train(inputs, ENDLESS, targets, learningRate);
  }

  /** One step of the updater, for texts with an end: each is read from a zero state. */
  Step train(Texts texts, double learningRate) {
    reset(texts.lengths().length);
    return train(texts.tokens(), texts.lengths(), texts.targets(), learningRate);
  }

  private Step train(int[][] inputs, int[] lengths, int[][] targets, double learningRate) {
    try (MemoryWorkspace ignored = workspaces.notifyScopeEntered(ArrayType.ACTIVATIONS)) {
      Score score = gradient(inputs, lengths, targets);
      double norm = network.getGradientsViewArray().norm2Number().doubleValue();
      double[] layerNorms = LayerNorms.looksAt(steps) ? norms.values() : NOT_LOOKED_AT;
      update.update(steps++, learningRate, norm > clipping ? clipping / norm : 1);
      return new Step(score, norm, layerNorms);
    }
  }

  /**
   * @param gradientNorm before clipping
   * @param layerNorms before clipping; empty where this step was not looked at
   */
  record Step(Score score, double gradientNorm, double[] layerNorms) {
    boolean isFinite() {
      return Double.isFinite(score.loss()) && Double.isFinite(gradientNorm);
    }
  }

  /** Measures without learning; carries the state all the same. */
  Score evaluate(int[][] inputs, int[][] targets) {
    return evaluate(inputs, ENDLESS, targets);
  }

  /** Measures without learning, each text from a zero state. */
  Score evaluate(Texts texts) {
    reset(texts.lengths().length);
    return evaluate(texts.tokens(), texts.lengths(), texts.targets());
  }

  /** Of what was measured last: the likeliest of each text. */
  int[] likeliest() {
    return loss.likeliest();
  }

  private Score evaluate(int[][] inputs, int[] lengths, int[][] targets) {
    try (MemoryWorkspace ignored = workspaces.notifyScopeEntered(ArrayType.ACTIVATIONS)) {
      INDArray hidden = embedding.forward(inputs, false, workspaces);
      for (CarriedLayer layer : layers) {
        layer.read(lengths);
        hidden = layer.forward(hidden, false, workspaces);
      }
      return loss.forward(pooled(hidden, lengths), targets);
    }
  }

  /** Fills the network's gradient view with that of the mean loss of a token. */
  private Score gradient(int[][] inputs, int[] lengths, int[][] targets) {
    // ND4J's generator belongs to the thread: what ran on it before must not matter
    Nd4j.getRandom().setSeed(new SplittableRandom(dropoutSeed + steps).nextLong());
    INDArray hidden = embeddingDropout.forward(embedding.forward(inputs, true, workspaces));
    int top = layers.size() - 1;
    for (int index = 0; index <= top; index++) {
      layers.get(index).read(lengths);
      INDArray output = layers.get(index).forward(hidden, true, workspaces);
      if (LayerNorms.looksAt(steps)) {
        norms.activated(index, output);
      }
      hidden = dropouts.get(index).forward(index < top ? output : pooled(output, lengths));
    }
    Score score = loss.forward(hidden, targets);
    INDArray epsilon = loss.backward(targets, workspaces);
    for (int index = top; index >= 0; index--) {
      epsilon = dropouts.get(index).backward(epsilon);
      if (index == top && pooling != null) {
        epsilon = pooling.backward(epsilon, workspaces);
      }
      epsilon = layers.get(index).backward(epsilon, workspaces);
    }
    if (!frozen) {
      embedding.backward(inputs, embeddingDropout.backward(epsilon), workspaces);
    }
    return score;
  }

  private INDArray pooled(INDArray hidden, int[] lengths) {
    return pooling == null ? hidden : pooling.forward(hidden, lengths, workspaces);
  }

  /**
   * Weights, updater and chance.
   *
   * @param carried whether the state that minibatches leave to each other is part of it
   */
  void write(boolean carried, DataOutput out) throws IOException {
    out.writeInt(steps);
    for (INDArray array : arrays(carried)) {
      ArrayBytes.write(array, out);
    }
  }

  /** Reads what {@link #write} wrote; {@link #reset} comes first where a state is carried. */
  void read(boolean carried, DataInput in) throws IOException {
    steps = in.readInt();
    for (INDArray array : arrays(carried)) {
      ArrayBytes.read(array, in);
    }
  }

  private List<INDArray> arrays(boolean carried) {
    List<INDArray> arrays = new ArrayList<>();
    arrays.add(network.params());
    INDArray updater = network.getUpdater().getStateViewArray();
    if (updater != null) {
      arrays.add(updater);
    }
    if (carried) {
      layers.forEach(layer -> layer.states().forEach(state -> arrays.add(state.array())));
    }
    return arrays;
  }

  @Override
  public void close() {
    loss.close();
    layers.forEach(CarriedLayer::close);
    OneDnnLstm.close(network);
    network.close();
  }
}
