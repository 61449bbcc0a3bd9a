package dev.trellis.training.dl4j;

import static java.util.Objects.requireNonNull;

import dev.trellis.dataset.SequenceBatches;
import dev.trellis.dataset.TokenizedText;
import dev.trellis.training.FailureKind;
import dev.trellis.training.Interruption;
import dev.trellis.training.Sampling;
import dev.trellis.training.TrainableModel;
import dev.trellis.training.TrainingInterrupted;
import dev.trellis.training.TrialFailure;
import dev.trellis.training.schedule.Progress;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A recurrent language model under training. */
final class LanguageModel implements TrainableModel {
  private static final double SAMPLE_TEMPERATURE = 0.8;
  private static final int PROMPT_TOKENS = 20;

  private final LanguageModelSettings settings;
  private final TokenizedText text;
  private final InstantSource clock;
  private final RecurrentNetwork network;
  private final SequenceBatches training;
  private final Evaluation evaluation;

  /** Of all epochs so far, which is all that the learning rate depends on. */
  private final List<Double> validationLosses = new ArrayList<>();

  private EpochSums epochSums = new EpochSums();
  private @Nullable INDArray keptWeights;

  private LanguageModel(
      LanguageModelSettings settings, TokenizedText text, long seed, InstantSource clock) {
    this.settings = settings;
    this.text = text;
    this.clock = clock;
    training =
        new SequenceBatches(text.training(), settings.minibatchSize(), settings.sequenceLength());
    network =
        new RecurrentNetwork(
            NetworkConfiguration.of(settings, text.vocabulary().size(), seed, DataType.FLOAT),
            settings.dropout(),
            settings.gradientClipping());
    evaluation = new Evaluation(network);
  }

  /**
   * @throws TrialFailure where the text is too short for one minibatch, or has nothing to validate
   */
  static LanguageModel create(
      LanguageModelSettings settings, TokenizedText text, long seed, InstantSource clock) {
    long needed = (long) settings.minibatchSize() * settings.sequenceLength() + 1;
    if (text.training().length < needed) {
      throw new TrialFailure(
          FailureKind.TOO_LITTLE_DATA,
          "%d sequences of %d tokens need %,d tokens to train on, there are %,d. Use a smaller minibatch_size or sequence_length, or more text."
              .formatted(
                  settings.minibatchSize(),
                  settings.sequenceLength(),
                  needed,
                  text.training().length));
    }
    if (text.validation().length < Evaluation.LEAST_TOKENS) {
      throw new TrialFailure(
          FailureKind.TOO_LITTLE_DATA,
          "Validation needs %d tokens, there are %d. Use a larger share for validation, or more text."
              .formatted(Evaluation.LEAST_TOKENS, text.validation().length));
    }
    NativeThreads.limitToOne();
    return new LanguageModel(settings, text, seed, clock);
  }

  /** The network in DL4J's own class. */
  MultiLayerNetwork network() {
    return network.network();
  }

  @Override
  public long parameterCount() {
    return network.network().numParams();
  }

  @Override
  public Map<String, String> engines() {
    return network.engines();
  }

  @Override
  public Map<String, Double> trainEpoch(int epoch, Interruption interruption)
      throws TrainingInterrupted {
    if (epochSums.minibatches() == 0) {
      network.reset(settings.minibatchSize());
    }
    for (int batch = epochSums.minibatches(); batch < training.count(); batch++) {
      if (interruption.requested((double) batch / training.count())) {
        throw new TrainingInterrupted();
      }
      Instant start = clock.instant();
      double learningRate = learningRate(epoch, batch);
      RecurrentNetwork.Step step =
          network.train(training.inputs(batch), training.targets(batch), learningRate);
      if (!step.isFinite()) {
        return diverged();
      }
      epochSums.add(step, learningRate, seconds(start, clock.instant()));
    }
    EpochSums train = epochSums;
    epochSums = new EpochSums();
    Instant trained = clock.instant();
    Score validation = evaluation.of(text.validation());
    if (!Double.isFinite(validation.loss())) {
      return diverged();
    }
    validationLosses.add(validation.meanLoss());
    return metrics(train, validation, train.seconds() + seconds(trained, clock.instant()));
  }

  private static Map<String, Double> metrics(EpochSums train, Score validation, double seconds) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("train_loss", train.score().meanLoss());
    metrics.put("val_loss", validation.meanLoss());
    metrics.put("train_accuracy", train.score().accuracy());
    metrics.put("val_accuracy", validation.accuracy());
    metrics.put("val_perplexity", Math.exp(validation.meanLoss()));
    metrics.put("learning_rate", train.learningRate());
    metrics.put("gradient_norm", train.meanGradientNorm());
    metrics.put("tokens_per_second", train.score().tokens() / train.seconds());
    metrics.put("epoch_seconds", seconds);
    return metrics;
  }

  private double learningRate(int epoch, int batch) {
    double epochs = epoch - 1 + (double) batch / training.count();
    return settings.learningRate().at(new Progress(epochs, validationLosses));
  }

  private static Map<String, Double> diverged() {
    Map<String, Double> metrics = new LinkedHashMap<>();
    LanguageModelFamily.METRICS.forEach(metric -> metrics.put(metric.name(), Double.NaN));
    return metrics;
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toNanos() / 1e9;
  }

  @Override
  public void saveState(DataOutput out) throws IOException {
    out.writeInt(validationLosses.size());
    for (double loss : validationLosses) {
      out.writeDouble(loss);
    }
    epochSums.write(out);
    network.write(epochSums.minibatches() > 0, out);
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
    network.reset(settings.minibatchSize());
    network.read(epochSums.minibatches() > 0, in);
    if (in.readBoolean()) {
      keepWeights();
      ArrayBytes.read(requireNonNull(keptWeights), in);
    }
  }

  @Override
  public void keepWeights() {
    if (keptWeights == null) {
      keptWeights = network.network().params().dup();
    } else {
      keptWeights.assign(network.network().params());
    }
  }

  @Override
  public void restoreKeptWeights() {
    if (keptWeights != null) {
      network.network().params().assign(keptWeights);
    }
  }

  @Override
  public Map<String, Double> test() {
    if (text.test().length < Evaluation.LEAST_TOKENS) {
      return Map.of();
    }
    Score score = evaluation.of(text.test());
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("test_loss", score.meanLoss());
    metrics.put("test_perplexity", Math.exp(score.meanLoss()));
    metrics.put("test_accuracy", score.accuracy());
    return metrics;
  }

  /** Goes on from the first tokens of the validation part, which are not repeated. */
  @Override
  public String sample(int tokens, long seed) {
    int[] validation = text.validation();
    int[] prompt = Arrays.copyOf(validation, Math.min(PROMPT_TOKENS, validation.length));
    Sampling sampling = new Sampling(SAMPLE_TEMPERATURE, 0, seed);
    try (TextGenerator generator =
        new TextGenerator(network.network(), text.vocabulary(), prompt, sampling)) {
      return generator.next(tokens);
    }
  }

  @Override
  public void save(Path file) throws IOException {
    ModelFile.write(network.network(), text.vocabulary(), file);
  }

  @Override
  public void close() {
    if (keptWeights != null) {
      keptWeights.close();
    }
    network.close();
  }
}
