package dev.trellis.training.dl4j;

import dev.trellis.training.dl4j.onednn.OneDnnLstm;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.MemoryWorkspaceManager;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A DL4J network with a training step of our own: truncated backpropagation through time with the
 * state carried from minibatch to minibatch, one forward pass a step, the gradient clipped by its
 * norm over all parameters. Configuration, parameters, updater and model file stay DL4J's.
 */
final class RecurrentNetwork implements AutoCloseable {
  private static final double[] NOT_LOOKED_AT = {};

  private final MultiLayerNetwork network;
  private final LayerWorkspaceMgr workspaces = StepWorkspaces.create();
  private final NetworkPasses passes;
  private final WeightUpdate update;
  private final double clipping;
  private final long dropoutSeed;
  private int steps;

  RecurrentNetwork(MultiLayerConfiguration configuration, RecurrentSettings settings) {
    network = new MultiLayerNetwork(configuration);
    network.init();
    network.initGradientsView();
    SplittableRandom random = new SplittableRandom(network.getDefaultConfiguration().getSeed());
    dropoutSeed = random.nextLong();
    new InitialWeights(settings.initialization(), random.split()).draw(network);
    OneDnnLstm.accelerate(network);
    passes = new NetworkPasses(network, settings, workspaces);
    update = WeightUpdate.of(network, workspaces);
    clipping = settings.gradientClipping();
  }

  /** What {@link Step#layerNorms} holds. */
  List<String> layerNormNames() {
    return passes.norms().names();
  }

  MultiLayerNetwork network() {
    return network;
  }

  /**
   * Sets the lookup table to vectors, scaled to the deviation of a random table.
   *
   * @param vectors one for each token
   */
  void embed(float[][] vectors) {
    double deviation = InitialWeights.embeddingDeviation(OutputParameters.isTied(network));
    try (INDArray table = Nd4j.createFromArray(scaled(vectors, deviation))) {
      network.getLayer(0).getParam(DefaultParamInitializer.WEIGHT_KEY).assign(table);
    }
  }

  /** Returns vectors whose root mean square is {@code deviation}; zeros stay zeros. */
  private static float[][] scaled(float[][] vectors, double deviation) {
    double square = 0;
    long count = 0;
    for (float[] vector : vectors) {
      for (float number : vector) {
        square += (double) number * number;
      }
      count += vector.length;
    }
    double factor = square == 0 ? 1 : deviation / Math.sqrt(square / count);
    float[][] scaled = new float[vectors.length][];
    for (int token = 0; token < vectors.length; token++) {
      scaled[token] = new float[vectors[token].length];
      for (int channel = 0; channel < scaled[token].length; channel++) {
        scaled[token][channel] = (float) (factor * vectors[token][channel]);
      }
    }
    return scaled;
  }

  /** From now on, training leaves the lookup table as it is. */
  void freezeEmbedding() {
    passes.freezeEmbedding();
    ((BaseLayer) network.getLayer(0).conf().getLayer()).setRegularization(List.of());
  }

  /** As {@link dev.trellis.training.TrainableModel#engines}. */
  Map<String, String> engines() {
    Map<String, String> engines = new TreeMap<>(passes.engines());
    engines.put("updater", update.engine());
    return engines;
  }

  /** Starts every stream from a zero state. */
  void reset(int streams) {
    passes.reset(streams);
  }

  /**
   * One step of the updater. Streams go on from the state the last minibatch left, and leave that
   * of their last tokens to the next; texts with an end start from zero.
   */
  Step train(Minibatch batch, double learningRate) {
    resetTexts(batch);
    // ND4J's generator belongs to the thread: what ran on it before must not matter
    Nd4j.getRandom().setSeed(new SplittableRandom(dropoutSeed + steps).nextLong());
    boolean looks = LayerNorms.looksAt(steps);
    try (MemoryWorkspace ignored = workspaces.notifyScopeEntered(ArrayType.ACTIVATIONS)) {
      Score score = passes.gradient(batch, looks);
      double norm = network.getGradientsViewArray().norm2Number().doubleValue();
      double[] layerNorms = looks ? passes.norms().values() : NOT_LOOKED_AT;
      update.update(steps++, learningRate, norm > clipping ? clipping / norm : 1);
      return new Step(score, norm, layerNorms);
    }
  }

  /** How many steps there have been; a checkpoint carries it on. */
  int updates() {
    return steps;
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

  /** Measures without learning; streams carry their state all the same. */
  Score evaluate(Minibatch batch) {
    resetTexts(batch);
    try (MemoryWorkspace ignored = workspaces.notifyScopeEntered(ArrayType.ACTIVATIONS)) {
      return passes.measure(batch);
    }
  }

  private void resetTexts(Minibatch batch) {
    if (!batch.isOfStreams()) {
      reset(batch.lengths().length);
    }
  }

  /** Of what was measured last: the likeliest of each text. */
  int[] likeliest() {
    return passes.likeliest();
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
      passes.states().forEach(arrays::add);
    }
    return arrays;
  }

  @Override
  public void close() {
    passes.close();
    OneDnnLstm.close(network);
    free(arrays(false));
    free(List.of(network.getGradientsViewArray()));
    MemoryWorkspaceManager manager = Nd4j.getWorkspaceManager();
    manager.getAllWorkspacesForCurrentThread().forEach(manager::destroyWorkspace);
  }

  /**
   * Frees native memory at once. {@code MultiLayerNetwork.close} does the same and then collects
   * the garbage of the whole process, twice, which takes longer than a small trial.
   */
  private static void free(List<INDArray> arrays) {
    arrays.stream().filter(INDArray::closeable).forEach(INDArray::close);
  }
}
