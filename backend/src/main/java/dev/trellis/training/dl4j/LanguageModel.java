package dev.trellis.training.dl4j;

import dev.trellis.dataset.text.SequenceBatches;
import dev.trellis.dataset.text.TokenUse;
import dev.trellis.dataset.text.TokenizedText;
import dev.trellis.training.EpochMetric;
import dev.trellis.training.FailureKind;
import dev.trellis.training.TrialFailedException;
import dev.trellis.training.dl4j.inference.ModelFile;
import dev.trellis.training.dl4j.inference.TextGenerator;
import dev.trellis.training.dl4j.layer.Score;
import dev.trellis.training.dl4j.natives.NativeThreads;
import dev.trellis.training.dl4j.network.Minibatch;
import dev.trellis.training.dl4j.network.RecurrentNetwork;
import dev.trellis.training.dl4j.settings.LanguageModelSettings;
import dev.trellis.training.dl4j.settings.RecurrentSettings;
import dev.trellis.training.embedding.WordVectors;
import dev.trellis.training.inference.SamplingSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;

/** Recurrent language model under training. */
final class LanguageModel extends RecurrentModel {
  private static final double SAMPLE_TEMPERATURE = 0.8;
  private static final int PROMPT_TOKENS = 20;

  private final LanguageModelSettings settings;
  private final TokenizedText text;
  private final SequenceBatches training;
  private final long seed;
  private final TextEvaluator evaluation;

  private LanguageModel(
      LanguageModelSettings settings,
      TokenizedText text,
      RecurrentNetwork network,
      long seed,
      InstantSource clock) {
    super(network, settings.common().learningRate(), clock);
    this.settings = settings;
    this.text = text;
    this.seed = seed;
    training = new SequenceBatches(text.training(), streams(), settings.common().sequenceLength());
    evaluation = new TextEvaluator(network);
  }

  /**
   * Creates the model.
   *
   * @throws TrialFailedException if the training part is smaller than one minibatch, or the
   *     validation part has no token to predict
   */
  static LanguageModel create(
      LanguageModelSettings settings,
      TokenizedText text,
      long seed,
      InstantSource clock,
      WordVectors vectors) {
    checkLength(settings.common(), text);
    NativeThreads.limitToOne();
    RecurrentNetwork network =
        buildNetwork(
            NetworkConfiguration.of(settings, text.vocabulary().size(), seed, DataType.FLOAT),
            settings.common(),
            text,
            vectors);
    return new LanguageModel(settings, text, network, seed, clock);
  }

  private static void checkLength(RecurrentSettings settings, TokenizedText text) {
    long needed = (long) settings.minibatchSize() * settings.sequenceLength() + 1;
    if (text.training().length < needed) {
      throw new TrialFailedException(
          FailureKind.TOO_LITTLE_DATA,
          "The training part has %4$,d tokens; %1$d sequences of %2$d tokens need %3$,d. Use a smaller minibatch_size or sequence_length, or more text."
              .formatted(
                  settings.minibatchSize(),
                  settings.sequenceLength(),
                  needed,
                  text.training().length));
    }
    if (text.validation().length < TextEvaluator.MIN_TOKENS) {
      throw new TrialFailedException(
          FailureKind.TOO_LITTLE_DATA,
          "The validation part has %2$d tokens; at least %1$d are needed. Use a larger fraction for validation, or more text."
              .formatted(TextEvaluator.MIN_TOKENS, text.validation().length));
    }
  }

  @Override
  int minibatches() {
    return training.count();
  }

  @Override
  int streams() {
    return settings.common().minibatchSize();
  }

  @Override
  RecurrentNetwork.Step train(int epoch, int batch, double learningRate) {
    SequenceBatches batches = training.ofEpoch(seed, epoch);
    return network.train(
        new Minibatch(batches.inputs(batch), batches.targets(batch)), learningRate);
  }

  @Override
  public Optional<TokenUse> tokenUse() {
    return Optional.of(
        text.tokenUse(settings.common().minibatchSize(), settings.common().sequenceLength()));
  }

  @Override
  Map<String, Double> validate() {
    Score score = evaluation.evaluate(text.validation());
    return Map.of(
        "val_loss", score.meanLoss(),
        "val_accuracy", score.accuracy(),
        "val_perplexity", Math.exp(score.meanLoss()));
  }

  @Override
  String throughputMetric() {
    return "tokens_per_second";
  }

  @Override
  List<String> metricNames() {
    return LanguageModelFamily.METRICS.stream().map(EpochMetric::name).toList();
  }

  @Override
  public Map<String, Double> test() {
    if (text.test().length < TextEvaluator.MIN_TOKENS) {
      return Map.of();
    }
    Score score = evaluation.evaluate(text.test());
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("test_loss", score.meanLoss());
    metrics.put("test_perplexity", Math.exp(score.meanLoss()));
    metrics.put("test_accuracy", score.accuracy());
    return metrics;
  }

  /**
   * Returns text that the model generates after the first tokens of the validation part, without
   * them.
   */
  @Override
  public String sample(int tokens, long seed) {
    int[] validation = text.validation();
    int[] prompt = Arrays.copyOf(validation, Math.min(PROMPT_TOKENS, validation.length));
    SamplingSettings sampling = new SamplingSettings(SAMPLE_TEMPERATURE, 0, seed);
    try (UntiedNetwork untied = UntiedNetwork.of(network(), settings);
        TextGenerator generator =
            new TextGenerator(untied.network(), text.vocabulary(), prompt, sampling)) {
      return generator.generate(tokens);
    }
  }

  @Override
  public void save(Path file) throws IOException {
    try (UntiedNetwork untied = UntiedNetwork.of(network(), settings)) {
      ModelFile.write(untied.network(), text.vocabulary(), file);
    }
  }
}
