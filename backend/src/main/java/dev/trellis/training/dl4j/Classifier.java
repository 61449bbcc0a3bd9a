package dev.trellis.training.dl4j;

import dev.trellis.dataset.text.TokenUse;
import dev.trellis.dataset.text.TokenizedExamples;
import dev.trellis.dataset.text.TokenizedExamples.Part;
import dev.trellis.training.ConfusionMatrix;
import dev.trellis.training.EpochMetric;
import dev.trellis.training.FailureKind;
import dev.trellis.training.TrialFailedException;
import dev.trellis.training.dl4j.inference.ModelFile;
import dev.trellis.training.dl4j.layer.Score;
import dev.trellis.training.dl4j.natives.NativeThreads;
import dev.trellis.training.dl4j.network.RecurrentNetwork;
import dev.trellis.training.dl4j.settings.ClassifierSettings;
import dev.trellis.training.dl4j.settings.EvaluationSize;
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

/** Recurrent text classifier under training. */
final class Classifier extends RecurrentModel {
  private static final int SAMPLE_TEXTS = 8;

  private final ClassifierSettings settings;
  private final TokenizedExamples data;
  private final ExampleBatches training;
  private final long seed;
  private List<int[]> batches = List.of();
  private int epochOfBatches;
  private @Nullable ConfusionMatrix testMatrix;

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
   * Creates the model.
   *
   * @throws TrialFailedException if the training part or the validation part is empty
   */
  static Classifier create(
      ClassifierSettings settings,
      TokenizedExamples data,
      long seed,
      InstantSource clock,
      WordVectors vectors) {
    if (data.training().size() == 0 || data.validation().size() == 0) {
      throw new TrialFailedException(
          FailureKind.TOO_LITTLE_DATA,
          "There are %d examples to train on and %d to validate with; both parts need at least 1. Add examples or change the split."
              .formatted(data.training().size(), data.validation().size()));
    }
    NativeThreads.limitToOne();
    RecurrentNetwork network =
        buildNetwork(
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
    if (epochOfBatches != epoch) {
      batches = training.shuffled(new SplittableRandom(seed + epoch).nextLong());
      epochOfBatches = epoch;
    }
    return network.train(training.minibatch(batches.get(batch)), learningRate);
  }

  @Override
  public Optional<TokenUse> tokenUse() {
    return Optional.of(
        data.tokenUse(settings.common().minibatchSize(), settings.common().sequenceLength()));
  }

  @Override
  Map<String, Double> validate() {
    return evaluate(data.validation(), "val", new ConfusionMatrix(data.labels()));
  }

  private Map<String, Double> evaluate(Part part, String name, ConfusionMatrix matrix) {
    ExampleBatches all =
        new ExampleBatches(part, EvaluationSize.TEXTS, settings.common().sequenceLength());
    Score score = Score.NONE;
    for (int[] batch : all.sorted()) {
      score = score.plus(network.evaluate(all.minibatch(batch)));
      int[] predicted = network.predictions();
      for (int row = 0; row < batch.length; row++) {
        matrix.add(part.labels()[batch[row]], predicted[row]);
      }
    }
    return Map.of(
        name + "_loss", score.meanLoss(),
        name + "_accuracy", score.accuracy(),
        name + "_macro_f1", matrix.macroF1());
  }

  @Override
  String throughputMetric() {
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
    testMatrix = matrix;
    return new LinkedHashMap<>(evaluate(data.test(), "test", matrix));
  }

  @Override
  public Optional<ConfusionMatrix> confusionMatrix() {
    return Optional.ofNullable(testMatrix);
  }

  /**
   * Returns the first texts of the validation part, each with its predicted label and, if the
   * prediction is wrong, its actual label.
   */
  @Override
  public String sample(int tokens, long seed) {
    Part part = data.validation();
    ExampleBatches sampleBatches =
        new ExampleBatches(part, SAMPLE_TEXTS, settings.common().sequenceLength());
    int[] first = new int[Math.min(SAMPLE_TEXTS, part.size())];
    Arrays.setAll(first, index -> index);
    network.evaluate(sampleBatches.minibatch(first));
    int[] predicted = network.predictions();
    StringBuilder lines = new StringBuilder();
    for (int row : first) {
      String actual = data.labels().get(part.labels()[row]);
      String label = data.labels().get(predicted[row]);
      lines.append(label.equals(actual) ? label : label + ", not " + actual).append(": ");
      lines.append(data.vocabulary().decode(part.tokens()[row])).append('\n');
    }
    return lines.toString();
  }

  @Override
  public void save(Path file) throws IOException {
    MultiLayerNetwork saved =
        new MultiLayerNetwork(
            ClassifierConfiguration.forModelFile(network().getLayerWiseConfigurations(), settings));
    saved.init(network().params(), false);
    ModelFile.write(saved, data.vocabulary(), data.labels(), file);
  }
}
