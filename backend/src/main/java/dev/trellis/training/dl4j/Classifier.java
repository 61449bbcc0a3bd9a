package dev.trellis.training.dl4j;

import dev.trellis.dataset.TokenUse;
import dev.trellis.dataset.TokenizedExamples;
import dev.trellis.dataset.TokenizedExamples.Part;
import dev.trellis.training.ConfusionMatrix;
import dev.trellis.training.EpochMetric;
import dev.trellis.training.FailureKind;
import dev.trellis.training.TrialFailure;
import dev.trellis.training.embedding.WordVectors;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;

/** A recurrent classifier under training. */
final class Classifier extends RecurrentModel {
  /** Like the rest of a measurement, it does not depend on the assignment. */
  static final int MEASURED_TOGETHER = 64;

  private static final int SHOWN = 8;

  private final ClassifierSettings settings;
  private final TokenizedExamples data;
  private final ExampleBatches training;
  private final long seed;
  private List<int[]> batches = List.of();
  private int batchesOf;
  private @Nullable ConfusionMatrix confusion;

  private Classifier(
      ClassifierSettings settings,
      TokenizedExamples data,
      RecurrentNetwork network,
      long seed,
      InstantSource clock) {
    super(network, settings.common().learningRate(), clock);
    this.settings = settings;
    this.data = data;
    this.seed = seed;
    training =
        new ExampleBatches(
            data.training(), settings.common().minibatchSize(), settings.common().sequenceLength());
  }

  /**
   * @throws TrialFailure where there is nothing to train on or to validate
   */
  static Classifier create(
      ClassifierSettings settings,
      TokenizedExamples data,
      long seed,
      InstantSource clock,
      WordVectors vectors) {
    if (data.training().size() == 0 || data.validation().size() == 0) {
      throw new TrialFailure(
          FailureKind.TOO_LITTLE_DATA,
          "There are %d examples to train on and %d to validate with; one of each is needed."
              .formatted(data.training().size(), data.validation().size()));
    }
    NativeThreads.limitToOne();
    RecurrentNetwork network =
        build(
            ClassifierConfiguration.of(settings, data.shape(), seed, DataType.FLOAT),
            settings.common(),
            data,
            vectors);
    return new Classifier(settings, data, network, seed, clock);
  }

  @Override
  int minibatches() {
    return training.count();
  }

  @Override
  int streams() {
    return 0;
  }

  @Override
  RecurrentNetwork.Step train(int epoch, int batch, double learningRate) {
    if (batchesOf != epoch) {
      batches = training.shuffled(new SplittableRandom(seed + epoch).nextLong());
      batchesOf = epoch;
    }
    return network.train(training.texts(batches.get(batch)), learningRate);
  }

  @Override
  public Optional<TokenUse> tokenUse() {
    return Optional.of(
        data.tokenUse(settings.common().minibatchSize(), settings.common().sequenceLength()));
  }

  @Override
  Map<String, Double> validate() {
    return measure(data.validation(), "val", new ConfusionMatrix(data.labels()));
  }

  private Map<String, Double> measure(Part part, String name, ConfusionMatrix matrix) {
    ExampleBatches all =
        new ExampleBatches(part, MEASURED_TOGETHER, settings.common().sequenceLength());
    Score score = Score.NONE;
    for (int[] batch : all.sorted()) {
      score = score.plus(network.evaluate(all.texts(batch)));
      int[] given = network.likeliest();
      for (int row = 0; row < batch.length; row++) {
        matrix.add(part.labels()[batch[row]], given[row]);
      }
    }
    return Map.of(
        name + "_loss", score.meanLoss(),
        name + "_accuracy", score.accuracy(),
        name + "_macro_f1", matrix.macroF1());
  }

  @Override
  String speedMetric() {
    return "texts_per_second";
  }

  @Override
  List<String> metricNames() {
    return ClassifierFamily.METRICS.stream().map(EpochMetric::name).toList();
  }

  @Override
  public Map<String, Double> test() {
    if (data.test().size() == 0) {
      return Map.of();
    }
    ConfusionMatrix matrix = new ConfusionMatrix(data.labels());
    confusion = matrix;
    return new LinkedHashMap<>(measure(data.test(), "test", matrix));
  }

  @Override
  public Optional<ConfusionMatrix> confusionMatrix() {
    return Optional.ofNullable(confusion);
  }

  /** The first texts of the validation part with the right label and the one it gives. */
  @Override
  public String sample(int tokens, long seed) {
    Part part = data.validation();
    ExampleBatches shown = new ExampleBatches(part, SHOWN, settings.common().sequenceLength());
    int[] first = new int[Math.min(SHOWN, part.size())];
    Arrays.setAll(first, index -> index);
    network.evaluate(shown.texts(first));
    int[] given = network.likeliest();
    StringBuilder lines = new StringBuilder();
    for (int row : first) {
      String right = data.labels().get(part.labels()[row]);
      String label = data.labels().get(given[row]);
      lines.append(label.equals(right) ? label : label + ", not " + right).append(": ");
      lines.append(data.vocabulary().decode(part.tokens()[row])).append('\n');
    }
    return lines.toString();
  }

  @Override
  public void save(Path file) throws IOException {
    MultiLayerNetwork saved =
        new MultiLayerNetwork(
            ClassifierConfiguration.toOpen(network().getLayerWiseConfigurations(), settings));
    saved.init(network().params(), false);
    ModelFile.write(saved, data.vocabulary(), data.labels(), file);
  }
}
