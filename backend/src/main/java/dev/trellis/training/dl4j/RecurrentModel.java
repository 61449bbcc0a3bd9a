package dev.trellis.training.dl4j;

import static java.util.Objects.requireNonNull;

import dev.trellis.dataset.text.TrainingData;
import dev.trellis.training.StopRequest;
import dev.trellis.training.TrainableModel;
import dev.trellis.training.TrainingInterruptedException;
import dev.trellis.training.dl4j.network.ArrayBytes;
import dev.trellis.training.dl4j.network.RecurrentNetwork;
import dev.trellis.training.dl4j.settings.EmbeddingInitialization;
import dev.trellis.training.dl4j.settings.LearningRate;
import dev.trellis.training.dl4j.settings.RecurrentSettings;
import dev.trellis.training.embedding.WordVectors;
import dev.trellis.training.schedule.TrainingProgress;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Base class of recurrent models under training: epochs, kept weights, checkpoints. */
abstract class RecurrentModel implements TrainableModel {
  final RecurrentNetwork network;
  private final LearningRate learningRate;
  private final InstantSource clock;

  /**
   * Validation losses of all epochs; besides the epoch, the only input of learning rate schedules.
   */
  private final List<Double> validationLosses = new ArrayList<>();

  private EpochSums epochSums = new EpochSums();
  private OptionalInt divergedAt = OptionalInt.empty();
  private @Nullable INDArray keptWeights;

  RecurrentModel(RecurrentNetwork network, LearningRate learningRate, InstantSource clock) {
    this.network = network;
    this.learningRate = learningRate;
    this.clock = clock;
  }

  /** Builds a network and initializes its embeddings. */
  static RecurrentNetwork buildNetwork(
      MultiLayerConfiguration configuration,
      RecurrentSettings settings,
      TrainingData data,
      WordVectors vectors) {
    RecurrentNetwork network = new RecurrentNetwork(configuration, settings);
    EmbeddingInitialization embedding = settings.embedding();
    if (embedding != EmbeddingInitialization.RANDOM) {
      network.setEmbeddings(vectors.loadOrTrain(data, settings.embeddingSize()));
    }
    if (embedding == EmbeddingInitialization.WORD2VEC_FROZEN) {
      network.freezeEmbedding();
    }
    return network;
  }

  /** Returns the number of minibatches of an epoch. */
  abstract int minibatches();

  /**
   * Returns the number of parallel streams whose state is carried between minibatches; 0 for
   * separate texts.
   */
  abstract int streams();

  /**
   * Trains on one minibatch.
   *
   * @param epoch number of the epoch, from 1
   * @param batch index of the minibatch, from 0 to {@link #minibatches()} - 1
   */
  abstract RecurrentNetwork.Step train(int epoch, int batch, double learningRate);

  /** Returns the metrics of the validation part; {@code val_loss} must be present. */
  abstract Map<String, Double> validate();

  /** Returns the name of the throughput metric. */
  abstract String throughputMetric();

  /** Returns the names of the family's metrics, in the order of the catalog. */
  abstract List<String> metricNames();

  /** Returns the underlying DL4J network. */
  MultiLayerNetwork network() {
    return network.network();
  }

  @Override
  public long parameterCount() {
    return network().numParams();
  }

  @Override
  public Map<String, String> engines() {
    return network.engines();
  }

  @Override
  public Map<String, Double> trainEpoch(int epoch, StopRequest interruption)
      throws TrainingInterruptedException {
    if (epochSums.minibatches() == 0 && streams() > 0) {
      network.reset(streams());
    }
    for (int batch = epochSums.minibatches(); batch < minibatches(); batch++) {
      if (interruption.isRequested((double) batch / minibatches())) {
        throw new TrainingInterruptedException();
      }
      Instant start = clock.instant();
      double rate = learningRate(epoch, batch);
      RecurrentNetwork.Step step = train(epoch, batch, rate);
      if (!step.isFinite()) {
        divergedAt = OptionalInt.of(batch + 1);
        return nanMetrics();
      }
      epochSums.add(step, rate, seconds(start, clock.instant()));
    }
    EpochSums train = epochSums;
    epochSums = new EpochSums();
    return completeEpoch(train);
  }

  private Map<String, Double> completeEpoch(EpochSums train) {
    Instant trained = clock.instant();
    Map<String, Double> validation = validate();
    double loss = requireNonNull(validation.get("val_loss"));
    if (!Double.isFinite(loss)) {
      return nanMetrics();
    }
    validationLosses.add(loss);
    Map<String, Double> metrics = new HashMap<>(validation);
    metrics.put("train_loss", train.score().meanLoss());
    metrics.put("train_accuracy", train.score().accuracy());
    metrics.put("learning_rate", train.learningRate());
    metrics.put("gradient_norm", train.meanGradientNorm());
    metrics.put(throughputMetric(), train.score().tokens() / train.seconds());
    metrics.put("epoch_seconds", train.seconds() + seconds(trained, clock.instant()));
    metrics.put("updates", (double) network.updates());
    Map<String, Double> inOrder = new LinkedHashMap<>();
    metricNames().forEach(name -> inOrder.put(name, requireNonNull(metrics.get(name), name)));
    double[] norms = train.meanLayerNorms();
    for (int index = 0; index < norms.length; index++) {
      inOrder.put(network.layerNormNames().get(index), norms[index]);
    }
    return inOrder;
  }

  private double learningRate(int epoch, int batch) {
    double epochs = epoch - 1 + (double) batch / minibatches();
    return learningRate.at(new TrainingProgress(epochs, validationLosses));
  }

  private Map<String, Double> nanMetrics() {
    Map<String, Double> metrics = new LinkedHashMap<>();
    metricNames().forEach(name -> metrics.put(name, Double.NaN));
    return metrics;
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toNanos() / 1e9;
  }

  @Override
  public OptionalInt divergedAt() {
    return divergedAt;
  }

  @Override
  public void saveState(DataOutput out) throws IOException {
    out.writeInt(validationLosses.size());
    for (double loss : validationLosses) {
      out.writeDouble(loss);
    }
    epochSums.write(out);
    network.writeState(carriesState(), out);
    out.writeBoolean(keptWeights != null);
    if (keptWeights != null) {
      ArrayBytes.write(keptWeights, out);
    }
  }

  @Override
  public void restoreState(DataInput in) throws IOException {
    validationLosses.clear();
    int epochs = in.readInt();
    for (int epoch = 0; epoch < epochs; epoch++) {
      validationLosses.add(in.readDouble());
    }
    epochSums = EpochSums.read(in);
    if (streams() > 0) {
      network.reset(streams());
    }
    network.readState(carriesState(), in);
    if (in.readBoolean()) {
      keepWeights();
      ArrayBytes.read(requireNonNull(keptWeights), in);
    }
  }

  /** Returns true if the next minibatch starts from the state of the last minibatch. */
  private boolean carriesState() {
    return streams() > 0 && epochSums.minibatches() > 0;
  }

  @Override
  public void keepWeights() {
    if (keptWeights == null) {
      keptWeights = network().params().dup();
    } else {
      keptWeights.assign(network().params());
    }
  }

  @Override
  public void restoreKeptWeights() {
    if (keptWeights != null) {
      network().params().assign(keptWeights);
    }
  }

  @Override
  public void close() {
    if (keptWeights != null) {
      keptWeights.close();
    }
    network.close();
  }
}
