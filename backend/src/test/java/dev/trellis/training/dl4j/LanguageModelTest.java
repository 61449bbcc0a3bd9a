package dev.trellis.training.dl4j;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.trellis.dataset.text.Split;
import dev.trellis.dataset.text.TokenUnit;
import dev.trellis.dataset.text.TokenizedText;
import dev.trellis.dataset.text.Vocabulary;
import dev.trellis.space.Assignment;
import dev.trellis.training.FailureKind;
import dev.trellis.training.TrainableModel;
import dev.trellis.training.TrainingInterruptedException;
import dev.trellis.training.TrialFailedException;
import dev.trellis.training.dl4j.network.Minibatch;
import dev.trellis.training.inference.GeneratingModel;
import dev.trellis.training.inference.SamplingSettings;
import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.ZipFile;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.dataset.api.DataSetPreProcessor;
import org.nd4j.linalg.factory.Nd4j;

class LanguageModelTest {
  private static final LanguageModelFamily FAMILY = new LanguageModelFamily(() -> Instant.EPOCH);

  /**
   * Words of a small grammar: the next letter is certain inside a word and random between words.
   */
  private static final List<String> WORDS = List.of("abcdefg", "hijklmn", "bdfhjln");

  private static final TokenizedText GRAMMAR = grammar();

  @ParameterizedTest
  @CsvSource({
    "lstm, adam, 0.02",
    "lstm, rmsprop, 0.02",
    "lstm, sgd, 4",
    "lstm, nesterov, 0.5",
    "lstm, adagrad, 0.05",
    "lstm, adamw, 0.02",
    "simple_rnn, adam, 0.01",
    "simple_rnn, rmsprop, 0.01",
    "simple_rnn, sgd, 1"
  })
  void small_grammar_is_learned_with_every_updater(String cell, String updater, double learningRate)
      throws TrainingInterruptedException {
    Map<String, Double> metrics = new LinkedHashMap<>();
    try (TrainableModel model =
        FAMILY.create(
            assignment(Map.of("cell", cell, "updater", updater, "learning_rate", learningRate)),
            GRAMMAR,
            1)) {
      for (int epoch = 1; epoch <= 8; epoch++) {
        metrics = model.trainEpoch(epoch, fraction -> false);
      }
      assertThat(metrics)
          .hasEntrySatisfying(
              "val_loss",
              loss -> assertThat(loss).isLessThan(unigramEntropy(GRAMMAR.training()) / 2));
    }
  }

  @Test
  void sample_consists_of_learned_words() throws TrainingInterruptedException {
    try (TrainableModel model = FAMILY.create(assignment(Map.of()), GRAMMAR, 1)) {
      for (int epoch = 1; epoch <= 8; epoch++) {
        model.trainEpoch(epoch, fraction -> false);
      }
      List<String> words = List.of(model.sample(800, 3).split(" "));
      List<String> whole = words.subList(1, words.size() - 1);
      assertThat(whole)
          .hasSizeGreaterThan(80)
          .filteredOn(WORDS::contains)
          .hasSizeGreaterThan(whole.size() * 9 / 10);
    }
  }

  @Test
  void learning_rate_follows_schedule() throws TrainingInterruptedException {
    Map<String, Object> schedule =
        Map.of("schedule", "step", "schedule_epochs", 1L, "schedule_factor", 0.5);
    try (TrainableModel model = FAMILY.create(assignment(schedule), GRAMMAR, 1)) {
      double first = requireNonNull(model.trainEpoch(1, fraction -> false).get("learning_rate"));
      assertThat(model.trainEpoch(2, fraction -> false)).containsEntry("learning_rate", first / 2);
      assertThat(model.trainEpoch(3, fraction -> false)).containsEntry("learning_rate", first / 4);
    }
  }

  @Test
  void every_metric_of_family_is_recorded() throws TrainingInterruptedException {
    try (TrainableModel model = FAMILY.create(assignment(Map.of()), GRAMMAR, 1)) {
      Map<String, Double> metrics = model.trainEpoch(1, fraction -> false);
      assertThat(metrics.keySet())
          .filteredOn(name -> !name.contains("/"))
          .containsExactlyElementsOf(
              FAMILY.metrics().stream().map(metric -> metric.name()).toList());
      assertThat(metrics.keySet())
          .contains(
              "gradient_norm/embedding",
              "gradient_norm/layer_1",
              "gradient_norm/output",
              "activation_norm/layer_1");
      assertThat(metrics.get("activation_norm/layer_1")).isBetween(0.0, 1.0);
      assertThat(metrics.get("gradient_norm/layer_1")).isPositive();
      double loss = requireNonNull(metrics.get("val_loss"));
      assertThat(metrics).containsEntry("val_perplexity", Math.exp(loss));
      assertThat(metrics.get("val_accuracy")).isBetween(0.0, 1.0);
      assertThat(metrics.get("gradient_norm")).isPositive();
      assertThat(model.test()).containsOnlyKeys("test_loss", "test_perplexity", "test_accuracy");
    }
  }

  /** With 22 sequences, half of the text does not fill a minibatch. */
  @Test
  void whole_text_is_learned_with_any_minibatch_size() throws TrainingInterruptedException {
    String text = "ab".repeat(280) + "cd".repeat(270) + "cd".repeat(50) + "cd".repeat(50);
    TokenizedText data =
        TokenizedText.of(text, TokenUnit.CHAR, new Split(11 / 13.0, 1 / 13.0, 1 / 13.0), null);
    assertThat(data.training()).hasSize(1_100);
    double[] losses = {bestLoss(data, 10, 240), bestLoss(data, 21, 240), bestLoss(data, 22, 240)};
    assertThat(Arrays.stream(losses).max().orElseThrow())
        .as(Arrays.toString(losses))
        .isLessThan(0.01);
  }

  private static double bestLoss(TokenizedText data, long minibatch, int maxUpdates)
      throws TrainingInterruptedException {
    Map<String, Object> sizes =
        Map.of("minibatch_size", minibatch, "sequence_length", 25L, "learning_rate", 0.01);
    double best = Double.POSITIVE_INFINITY;
    try (TrainableModel model = FAMILY.create(assignment(sizes), data, 1)) {
      double updates = 0;
      for (int epoch = 1; updates < maxUpdates; epoch++) {
        Map<String, Double> metrics = model.trainEpoch(epoch, fraction -> false);
        best = Math.min(best, requireNonNull(metrics.get("val_loss")));
        updates = requireNonNull(metrics.get("updates"));
      }
    }
    return best;
  }

  /** The training part has 1,400 tokens; tokens that do not fill a minibatch cause no update. */
  @ParameterizedTest
  @CsvSource({"8, 10, 17", "8, 7, 24", "3, 10, 46", "1, 1000, 1"})
  void updates_are_counted_across_epochs(long minibatch, long sequence, double each)
      throws TrainingInterruptedException {
    Map<String, Object> sizes = Map.of("minibatch_size", minibatch, "sequence_length", sequence);
    try (TrainableModel model = FAMILY.create(assignment(sizes), GRAMMAR, 1)) {
      for (int epoch = 1; epoch <= 3; epoch++) {
        assertThat(model.trainEpoch(epoch, fraction -> false))
            .containsEntry("updates", epoch * each);
      }
    }
  }

  @Test
  void equal_seeds_are_bit_identical_beside_parallel_trial() throws Exception {
    Assignment assignment =
        assignment(Map.of("dropout", 0.3, "recurrent_dropout", 0.4, "layers", 2L));
    List<Map<String, Double>> alone = curve(assignment, 5);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<List<Map<String, Double>>> one = threads.submit(() -> curve(assignment, 5));
      Future<List<Map<String, Double>>> other = threads.submit(() -> curve(assignment, 6));
      assertThat(one.get()).isEqualTo(alone);
      assertThat(other.get()).isNotEqualTo(alone);
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void interleaved_models_on_one_thread_are_independent() throws Exception {
    Assignment assignment = assignment(Map.of("dropout", 0.3));
    List<Map<String, Double>> alone = curve(assignment, 5);
    try (TrainableModel model = FAMILY.create(assignment, GRAMMAR, 5);
        TrainableModel other =
            FAMILY.create(assignment(Map.of("dropout", 0.5, "hidden_units", 9L)), GRAMMAR, 9)) {
      List<Map<String, Double>> turns = new ArrayList<>();
      for (int epoch = 1; epoch <= 2; epoch++) {
        other.trainEpoch(epoch, fraction -> false);
        turns.add(timeless(model.trainEpoch(epoch, fraction -> false)));
      }
      assertThat(turns).isEqualTo(alone);
    }
  }

  private static List<Map<String, Double>> curve(Assignment assignment, long seed)
      throws TrainingInterruptedException {
    List<Map<String, Double>> curve = new ArrayList<>();
    try (TrainableModel model = FAMILY.create(assignment, GRAMMAR, seed)) {
      for (int epoch = 1; epoch <= 2; epoch++) {
        curve.add(timeless(model.trainEpoch(epoch, fraction -> false)));
      }
    }
    return curve;
  }

  private static Map<String, Double> timeless(Map<String, Double> metrics) {
    Map<String, Double> rest = new LinkedHashMap<>(metrics);
    rest.keySet().removeAll(List.of("tokens_per_second", "epoch_seconds"));
    return rest;
  }

  @Test
  void restored_weights_give_metrics_and_sample_of_kept_ones() throws TrainingInterruptedException {
    try (TrainableModel model = FAMILY.create(assignment(Map.of()), GRAMMAR, 1)) {
      model.trainEpoch(1, fraction -> false);
      model.keepWeights();
      Map<String, Double> kept = model.test();
      String sample = model.sample(20, 3);
      model.trainEpoch(2, fraction -> false);
      assertThat(model.test()).isNotEqualTo(kept);
      model.restoreKeptWeights();
      assertThat(model.test()).isEqualTo(kept);
      assertThat(model.sample(20, 3)).isEqualTo(sample).hasSize(20);
      assertThat(model.sample(20, 4)).isNotEqualTo(sample);
    }
  }

  @ParameterizedTest
  @CsvSource({"lstm", "simple_rnn"})
  void model_file_is_opened_by_plain_dl4j(String cell, @TempDir Path directory)
      throws IOException, TrainingInterruptedException {
    Path file = directory.resolve("model.zip");
    Assignment assignment = assignment(Map.of("cell", cell, "dropout", 0.2, "layers", 2L));
    try (LanguageModel model = (LanguageModel) FAMILY.create(assignment, GRAMMAR, 1)) {
      model.trainEpoch(1, fraction -> false);
      model.save(file);
      MultiLayerNetwork opened = ModelSerializer.restoreMultiLayerNetwork(file.toFile());
      int[][] prompt = {{0, 1, 2, 3, 4, 5}};
      assertThat(opened.output(Nd4j.createFromArray(prompt)))
          .isEqualTo(model.network().output(Nd4j.createFromArray(prompt)));
      assertThat(opened.params()).isEqualTo(model.network().params());
      opened.fit(
          Nd4j.createFromArray(prompt),
          Nd4j.ones(DataType.FLOAT, 1, GRAMMAR.vocabulary().size(), prompt[0].length));
      assertThat(opened.params()).isNotEqualTo(model.network().params());
      opened.close();
    }
    try (ZipFile zip = new ZipFile(file.toFile())) {
      assertThat(
              new String(
                  zip.getInputStream(zip.getEntry("vocabulary.json")).readAllBytes(),
                  StandardCharsets.UTF_8))
          .startsWith("{\"unit\":\"char\",\"tokens\":[\"");
    }
  }

  /** The model file contains separate output weights, since DL4J has no weight tying. */
  @Test
  void tied_model_opened_by_plain_dl4j_gives_equal_loss(@TempDir Path directory)
      throws IOException, TrainingInterruptedException {
    Path file = directory.resolve("model.zip");
    Assignment assignment = assignment(Map.of("tie_embeddings", "yes", "embedding_size", 16L));
    try (LanguageModel model = (LanguageModel) FAMILY.create(assignment, GRAMMAR, 1)) {
      model.trainEpoch(1, fraction -> false);
      model.save(file);
      int[][] tokens = {Arrays.copyOf(GRAMMAR.test(), 20)};
      int[][] targets = {Arrays.copyOfRange(GRAMMAR.test(), 1, 21)};
      MultiLayerNetwork opened = ModelSerializer.restoreMultiLayerNetwork(file.toFile());
      INDArray probabilities = opened.output(Nd4j.createFromArray(tokens));
      double loss = 0;
      for (int time = 0; time < 20; time++) {
        loss -= Math.log(probabilities.getDouble(0, targets[0][time], time));
      }
      model.network.reset(1);
      assertThat(model.network.evaluate(new Minibatch(tokens, targets)).loss())
          .isCloseTo(loss, within(1e-4));
      assertThat(opened.getParam("2_W")).isEqualTo(model.network().getParam("0_W").transpose());
      assertThat(opened.numParams())
          .isEqualTo(model.parameterCount() + 16L * GRAMMAR.vocabulary().size());
      assertThat(model.sample(20, 3)).hasSize(20);
      opened.close();
    }
    try (GeneratingModel model = FAMILY.open(file);
        var text = model.continueText("abc", new SamplingSettings(0.8, 0, 1))) {
      assertThat(text.next()).hasSize(1);
    }
  }

  @Test
  void java_objects_in_model_file_are_not_deserialized(@TempDir Path directory)
      throws IOException, TrainingInterruptedException {
    Path file = directory.resolve("model.zip");
    try (LanguageModel model = (LanguageModel) FAMILY.create(assignment(Map.of()), GRAMMAR, 1)) {
      model.save(file);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(new DeserializationProbe());
    }
    try (FileSystem zip = FileSystems.newFileSystem(file)) {
      Files.write(zip.getPath("preprocessor.bin"), bytes.toByteArray());
    }
    DeserializationProbe.deserialized = false;
    FAMILY.open(file).close();
    assertThat(DeserializationProbe.deserialized).isFalse();
    ModelSerializer.restoreMultiLayerNetwork(new FileInputStream(file.toFile()), false);
    assertThat(DeserializationProbe.deserialized).as("deserialized by DL4J's own reader").isTrue();
  }

  /** Records that it was deserialized. */
  private static final class DeserializationProbe implements DataSetPreProcessor {
    static boolean deserialized;

    private void readObject(ObjectInputStream in) {
      deserialized = true;
    }

    @Override
    public void preProcess(DataSet data) {
      throw new UnsupportedOperationException();
    }
  }

  @Test
  void divergence_sets_every_metric_to_nan() throws TrainingInterruptedException {
    try (LanguageModel model = (LanguageModel) FAMILY.create(assignment(Map.of()), GRAMMAR, 1)) {
      model.network().params().putScalar(0, Double.NaN);
      List<Double> fractions = new ArrayList<>();
      Map<String, Double> metrics = model.trainEpoch(1, fraction -> !fractions.add(fraction));
      assertThat(metrics.values()).containsOnly(Double.NaN).hasSameSizeAs(FAMILY.metrics());
      assertThat(fractions).as("training stops at the first minibatch that diverges").hasSize(1);
      assertThat(model.divergedAt()).hasValue(1);
    }
  }

  @Test
  void stop_request_between_minibatches_interrupts_epoch() {
    List<Double> fractions = new ArrayList<>();
    try (TrainableModel model = FAMILY.create(assignment(Map.of()), GRAMMAR, 1)) {
      assertThatThrownBy(
              () ->
                  model.trainEpoch(
                      1,
                      fraction -> {
                        fractions.add(fraction);
                        return fraction > 0.5;
                      }))
          .isInstanceOf(TrainingInterruptedException.class);
    }
    assertThat(fractions).startsWith(0.0).isSorted();
  }

  @Test
  void text_shorter_than_minibatch_fails_with_needed_tokens() {
    TokenizedText text =
        new TokenizedText(GRAMMAR.vocabulary(), new int[80], new int[9], new int[9]);
    assertThatThrownBy(() -> FAMILY.create(assignment(Map.of()), text, 1))
        .isInstanceOfSatisfying(
            TrialFailedException.class,
            failure -> {
              assertThat(failure.kind()).isEqualTo(FailureKind.TOO_LITTLE_DATA);
              assertThat(failure.getMessage())
                  .startsWith("The training part has 80 tokens; 8 sequences of 10 tokens need 81.");
            });
  }

  @Test
  void text_of_exactly_one_minibatch_is_trained() throws TrainingInterruptedException {
    TokenizedText text =
        new TokenizedText(GRAMMAR.vocabulary(), new int[81], new int[2], new int[1]);
    try (TrainableModel model = FAMILY.create(assignment(Map.of()), text, 1)) {
      assertThat(model.trainEpoch(1, fraction -> false).get("val_loss")).isFinite();
      assertThat(model.test()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "lstm, 1, no",
    "lstm, 3, no",
    "lstm, 3, yes",
    "simple_rnn, 1, no",
    "simple_rnn, 3, no",
    "simple_rnn, 1, yes"
  })
  void parameter_count_equals_that_of_dl4j(String cell, long layers, String tied) {
    Assignment assignment =
        assignment(
            Map.of("cell", cell, "layers", layers, "embedding_size", 16L, "tie_embeddings", tied));
    try (TrainableModel model = FAMILY.create(assignment, GRAMMAR, 1)) {
      assertThat(FAMILY.parameterCount(assignment, GRAMMAR.shape()))
          .isEqualTo(model.parameterCount());
    }
  }

  /** Returns small sizes, with the family's defaults for other hyperparameters. */
  private static Assignment assignment(Map<String, Object> values) {
    Map<String, Object> all = new LinkedHashMap<>();
    FAMILY.hyperparameters().forEach(each -> all.put(each.name(), each.defaultValue()));
    all.putAll(
        Map.of(
            "minibatch_size",
            8L,
            "sequence_length",
            10L,
            "hidden_units",
            16L,
            "embedding_size",
            8L));
    all.putAll(values);
    return new Assignment(all);
  }

  private static TokenizedText grammar() {
    SplittableRandom random = new SplittableRandom(42);
    StringBuilder text = new StringBuilder();
    while (text.length() < 1_800) {
      text.append(WORDS.get(random.nextInt(WORDS.size()))).append(' ');
    }
    List<String> tokens = text.chars().distinct().sorted().mapToObj(Character::toString).toList();
    int[] indices =
        text.chars().map(character -> tokens.indexOf(Character.toString(character))).toArray();
    return new TokenizedText(
        new Vocabulary(TokenUnit.CHAR, tokens),
        Arrays.copyOfRange(indices, 0, 1_400),
        Arrays.copyOfRange(indices, 1_400, 1_600),
        Arrays.copyOfRange(indices, 1_600, 1_800));
  }

  /**
   * Returns the entropy of the token frequencies, in nats: the lowest loss of a model without
   * context.
   */
  private static double unigramEntropy(int[] tokens) {
    int[] counts = new int[Arrays.stream(tokens).max().orElseThrow() + 1];
    for (int token : tokens) {
      counts[token]++;
    }
    return Arrays.stream(counts)
        .filter(count -> count > 0)
        .mapToDouble(count -> (double) count / tokens.length)
        .map(fraction -> -fraction * Math.log(fraction))
        .sum();
  }
}
