package dev.trellis.training.dl4j.network;

import dev.trellis.training.dl4j.layer.OutputParameters;
import dev.trellis.training.dl4j.layer.Score;
import dev.trellis.training.dl4j.onednn.lstm.OneDnnLstm;
import dev.trellis.training.dl4j.settings.RecurrentSettings;
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
 * DL4J network with a custom training step: truncated backpropagation through time with the state
 * carried from minibatch to minibatch, one forward pass per step, and gradient clipping by the norm
 * over all parameters. Configuration, parameters, updater and model file are DL4J's.
 */
public final class RecurrentNetwork implements AutoCloseable {
  private static final double[] NOT_SAMPLED = {};

  private final MultiLayerNetwork network;
  private final LayerWorkspaceMgr workspaces = StepWorkspaces.create();
  private final NetworkPasses passes;
  private final WeightUpdate update;
  private final double clipping;
  private final long dropoutSeed;
  private int steps;

  public RecurrentNetwork(MultiLayerConfiguration configuration, RecurrentSettings settings) {
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

  /** Returns the metric names of {@link Step#layerNorms}. */
  public List<String> layerNormNames() {
    return passes.norms().names();
  }

  public MultiLayerNetwork network() {
    return network;
  }

  /**
   * Sets the embeddings to vectors, scaled to the standard deviation of random embeddings.
   *
   * @param vectors one vector for each token
   */
  public void setEmbeddings(float[][] vectors) {
    double deviation = InitialWeights.embeddingDeviation(OutputParameters.isTied(network));
    try (INDArray table = Nd4j.createFromArray(scaled(vectors, deviation))) {
      network.getLayer(0).getParam(DefaultParamInitializer.WEIGHT_KEY).assign(table);
    }
  }

  /**
   * Returns the vectors scaled to a root mean square of {@code deviation}; zero vectors stay zero.
   */
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

  /** Excludes the embeddings from training. */
  public void freezeEmbedding() {
    passes.freezeEmbedding();
    ((BaseLayer) network.getLayer(0).conf().getLayer()).setRegularization(List.of());
  }

  /** Returns the engines, see {@link dev.trellis.training.TrainableModel#engines}. */
  public Map<String, String> engines() {
    Map<String, String> engines = new TreeMap<>(passes.engines());
    engines.put("updater", update.engine());
    return engines;
  }

  /** Sets the state of every stream to zero. */
  public void reset(int streams) {
    passes.reset(streams);
  }

  /**
   * Trains on one minibatch: one optimizer step. Streams start from the state after the previous
   * minibatch and carry their final state to the next minibatch; separate texts start from zero.
   */
  public Step train(Minibatch batch, double learningRate) {
    resetIfTexts(batch);
    // ND4J's generator belongs to the thread; seeding it here makes dropout independent of earlier
    // use
    Nd4j.getRandom().setSeed(new SplittableRandom(dropoutSeed + steps).nextLong());
    boolean samplesNorms = LayerNorms.isSampled(steps);
    try (MemoryWorkspace ignored = workspaces.notifyScopeEntered(ArrayType.ACTIVATIONS)) {
      Score score = passes.computeGradient(batch, samplesNorms);
      double norm = network.getGradientsViewArray().norm2Number().doubleValue();
      double[] layerNorms = samplesNorms ? passes.norms().values() : NOT_SAMPLED;
      update.update(steps++, learningRate, norm > clipping ? clipping / norm : 1);
      return new Step(score, norm, layerNorms);
    }
  }

  /**
   * Returns the number of optimizer steps since the start of the trial; a checkpoint preserves it.
   */
  public int updates() {
    return steps;
  }

  /**
   * Result of a training step.
   *
   * @param gradientNorm gradient norm over all parameters, before clipping
   * @param layerNorms layer norms before clipping; empty if this step did not sample them
   */
  public record Step(Score score, double gradientNorm, double[] layerNorms) {
    public boolean isFinite() {
      return Double.isFinite(score.loss()) && Double.isFinite(gradientNorm);
    }
  }

  /** Evaluates a minibatch without training. Streams carry their state to the next minibatch. */
  public Score evaluate(Minibatch batch) {
    resetIfTexts(batch);
    try (MemoryWorkspace ignored = workspaces.notifyScopeEntered(ArrayType.ACTIVATIONS)) {
      return passes.evaluate(batch);
    }
  }

  private void resetIfTexts(Minibatch batch) {
    if (!batch.carriesState()) {
      reset(batch.lengths().length);
    }
  }

  /**
   * Returns the predicted classes of the last pass: tokens ordered by time step, or one label per
   * text.
   */
  public int[] predictions() {
    return passes.predictions();
  }

  /**
   * Writes weights, optimizer state and the number of steps, which determines the random state.
   *
   * @param carried true to include the state that is carried between minibatches
   */
  public void writeState(boolean carried, DataOutput out) throws IOException {
    out.writeInt(steps);
    for (INDArray array : arrays(carried)) {
      ArrayBytes.write(array, out);
    }
  }

  /**
   * Reads the state written by {@link #writeState}; if a carried state is included, {@link #reset}
   * must be called first.
   */
  public void readState(boolean carried, DataInput in) throws IOException {
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
   * Frees native memory immediately. {@code MultiLayerNetwork.close} additionally runs two full
   * garbage collections, which take longer than a small trial.
   */
  private static void free(List<INDArray> arrays) {
    arrays.stream().filter(INDArray::closeable).forEach(INDArray::close);
  }
}
