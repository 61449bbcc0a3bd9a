package dev.trellis.training.dl4j;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.trellis.dataset.text.Preparation;
import dev.trellis.dataset.text.Split;
import dev.trellis.dataset.text.TokenUnit;
import dev.trellis.dataset.text.TokenizedExamples;
import dev.trellis.space.Assignment;
import dev.trellis.training.ConfusionMatrix;
import dev.trellis.training.TrainableModel;
import dev.trellis.training.TrainingInterruptedException;
import dev.trellis.training.TrialFailedException;
import dev.trellis.training.embedding.TrainedEmbedding;
import dev.trellis.training.embedding.WordVectors;
import dev.trellis.training.inference.ClassifyingModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.ZipFile;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ClassifierTest {
  private static final ClassifierFamily FAMILY = new ClassifierFamily(() -> Instant.EPOCH);

  /**
   * The label is the last of the words "up" and "down", or "nowhere" if a text contains neither.
   */
  private static final TokenizedExamples DIRECTIONS = directions();

  private static TokenizedExamples directions() {
    SplittableRandom random = new SplittableRandom(3);
    String[] words = {"up", "down", "left", "go", "and", "then", "now"};
    StringBuilder lines = new StringBuilder();
    for (int example = 0; example < 400; example++) {
      StringBuilder text = new StringBuilder("go");
      String label = "nowhere";
      for (int word = random.nextInt(14); word > 0; word--) {
        String next = words[random.nextInt(words.length)];
        label = next.equals("up") || next.equals("down") ? next : label;
        text.append(' ').append(next);
      }
      lines.append(label).append('\t').append(text).append('\n');
    }
    return TokenizedExamples.of(
        lines.toString(), new Preparation(TokenUnit.WORD, Split.STRATIFIED, null, null));
  }

  private static Assignment assignment(Map<String, Object> changes) {
    Map<String, Object> values = new LinkedHashMap<>();
    FAMILY.hyperparameters().forEach(each -> values.put(each.name(), each.defaultValue()));
    values.putAll(Map.of("hidden_units", 16L, "embedding_size", 8L, "minibatch_size", 16L));
    values.putAll(changes);
    return new Assignment(values);
  }

  private static TrainableModel model(Map<String, Object> changes, long seed) {
    return FAMILY.create(assignment(changes), DIRECTIONS, seed);
  }

  private static Map<String, Double> train(TrainableModel model, int epochs)
      throws TrainingInterruptedException {
    Map<String, Double> metrics = Map.of();
    for (int epoch = 1; epoch <= epochs; epoch++) {
      metrics = new LinkedHashMap<>(model.trainEpoch(epoch, fraction -> false));
      metrics.remove("texts_per_second");
    }
    return metrics;
  }

  @ParameterizedTest
  @CsvSource({
    "last, no, lstm",
    "last, yes, lstm",
    "max, yes, lstm",
    "mean, yes, lstm",
    "last, no, simple_rnn"
  })
  void label_given_by_last_direction_is_learned(String pooling, String bidirectional, String cell)
      throws TrainingInterruptedException {
    Map<String, Object> kind =
        Map.of("pooling", pooling, "bidirectional", bidirectional, "cell", cell);
    try (TrainableModel model = model(kind, 5)) {
      Map<String, Double> metrics = train(model, 25);
      Map<String, Double> test = model.test();
      ConfusionMatrix confusion = model.confusionMatrix().orElseThrow();

      assertThat(metrics.get("val_accuracy")).isGreaterThan(0.9);
      assertThat(metrics.get("val_macro_f1")).isGreaterThan(0.85);
      assertThat(test).containsOnlyKeys("test_loss", "test_accuracy", "test_macro_f1");
      assertThat(confusion.labels()).containsExactly("down", "nowhere", "up");
      assertThat(confusion.macroF1()).isEqualTo(test.get("test_macro_f1"));
      assertThat(model.sample(200, 1)).contains("go").hasLineCount(8);
    }
  }

  @Test
  void every_metric_of_family_is_recorded() throws TrainingInterruptedException {
    try (TrainableModel model = model(Map.of(), 5)) {
      assertThat(model.trainEpoch(1, fraction -> false).keySet())
          .filteredOn(name -> !name.contains("/"))
          .containsExactlyInAnyOrderElementsOf(
              ClassifierFamily.METRICS.stream().map(metric -> metric.name()).toList());
    }
  }

  /** The training part has 320 texts; the last minibatch may be smaller than the others. */
  @ParameterizedTest
  @CsvSource({"16, 20", "32, 10", "48, 7", "256, 2"})
  void updates_are_counted_across_epochs(long minibatch, double each)
      throws TrainingInterruptedException {
    try (TrainableModel model = model(Map.of("minibatch_size", minibatch), 5)) {
      for (int epoch = 1; epoch <= 3; epoch++) {
        assertThat(model.trainEpoch(epoch, fraction -> false))
            .containsEntry("updates", epoch * each);
      }
    }
  }

  @Test
  void equal_seeds_give_bit_identical_metrics() throws TrainingInterruptedException {
    Map<String, Object> dropout =
        Map.of("dropout", 0.3, "recurrent_dropout", 0.2, "bidirectional", "yes");
    List<Map<String, Double>> runs = new ArrayList<>();
    for (long seed : new long[] {7, 7, 8}) {
      try (TrainableModel model = model(dropout, seed)) {
        runs.add(train(model, 3));
      }
    }
    assertThat(runs.get(1)).isEqualTo(runs.get(0));
    assertThat(runs.get(2)).isNotEqualTo(runs.get(0));
  }

  @Test
  void resume_inside_epoch_gives_identical_metrics()
      throws TrainingInterruptedException, IOException {
    Map<String, Object> dropout = Map.of("dropout", 0.3, "pooling", "last");
    Map<String, Double> whole;
    try (TrainableModel model = model(dropout, 7)) {
      whole = train(model, 2);
    }
    ByteArrayOutputStream state = new ByteArrayOutputStream();
    try (TrainableModel model = model(dropout, 7)) {
      train(model, 1);
      model.keepWeights();
      assertThatThrownBy(() -> model.trainEpoch(2, fraction -> fraction > 0.5))
          .isInstanceOf(TrainingInterruptedException.class);
      model.saveState(new DataOutputStream(state));
    }
    try (TrainableModel model = model(dropout, 7)) {
      model.restoreState(new DataInputStream(new ByteArrayInputStream(state.toByteArray())));
      Map<String, Double> rest = new LinkedHashMap<>(model.trainEpoch(2, fraction -> false));
      rest.remove("texts_per_second");
      assertThat(rest).isEqualTo(whole);
    }
  }

  @ParameterizedTest
  @CsvSource({"max, yes, 2", "mean, no, 1", "last, yes, 1", "last, no, 2"})
  void model_opened_by_plain_dl4j_gives_equal_predictions(
      String pooling, String bidirectional, long layers, @TempDir Path folder)
      throws TrainingInterruptedException, IOException {
    Path file = folder.resolve("model.zip");
    Map<String, Object> kind =
        Map.of("pooling", pooling, "bidirectional", bidirectional, "layers", layers);
    double tested;
    try (TrainableModel model = model(kind, 5)) {
      train(model, 5);
      tested = requireNonNull(model.test().get("test_loss"));
      model.save(file);
    }
    MultiLayerNetwork opened = ModelSerializer.restoreMultiLayerNetwork(file.toFile());
    assertThat(meanLoss(opened)).isCloseTo(tested, within(1e-5));

    assertThat(preprocessing(file))
        .contains(
            "\"unit\":\"word\"",
            "\"normalization\":\"one_line\"",
            "\"unicode_normalization\":\"none\"",
            "\"lower_case\":false",
            "\"unknown_token\":\"<unk>\"");
    try (ClassifyingModel model = FAMILY.open(file)) {
      assertThat(model.classify("go  up\r\nand\u00A0down now\n", 64))
          .isEqualTo(model.classify("go up and down now", 64));
      assertThat(model.unknownTokens("go never\nseen up never")).containsExactly("never", "seen");
      int[] tokens = DIRECTIONS.vocabulary().encode("go up and down now");
      Map<String, Double> probabilities = model.classify("go up and down now", 64);
      double[] expected =
          opened.output(Nd4j.createFromArray(new int[][] {tokens})).toDoubleVector();
      for (int label = 0; label < expected.length; label++) {
        assertThat(probabilities).containsEntry(DIRECTIONS.labels().get(label), expected[label]);
      }
      assertThat(model.classify("go up and down now", 2)).isEqualTo(model.classify("go up", 64));
      assertThat(model.classify("never seen", 64)).hasSize(3);
      assertThatThrownBy(() -> model.classify(" ", 64))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static String preprocessing(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile());
        InputStream in = zip.getInputStream(zip.getEntry("preprocessing.json"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static double meanLoss(MultiLayerNetwork network) {
    TokenizedExamples.Part test = DIRECTIONS.test();
    double sum = 0;
    for (int example = 0; example < test.size(); example++) {
      INDArray input = Nd4j.createFromArray(new int[][] {test.tokens()[example]});
      sum -= Math.log(network.output(input).getDouble(0, test.labels()[example]));
    }
    return sum / test.size();
  }

  @ParameterizedTest
  @CsvSource({
    "word2vec, adam",
    "word2vec_frozen, adam",
    "word2vec_frozen, adamw",
    "word2vec_frozen, sgd"
  })
  void word2vec_embeddings_change_unless_frozen(
      String embedding, String updater, @TempDir Path folder)
      throws TrainingInterruptedException, IOException {
    float[][] vectors = new WordVectors(WordVectors.Store.NONE).loadOrTrain(DIRECTIONS, 8);
    double scale = 1 / deviation(vectors);
    for (float[] vector : vectors) {
      for (int channel = 0; channel < vector.length; channel++) {
        vector[channel] = (float) (scale * vector[channel]);
      }
    }
    Path file = folder.resolve("model.zip");
    try (TrainableModel model = model(Map.of("embedding", embedding, "updater", updater), 5)) {
      model.save(file);
      assertThat(vectors(FAMILY.readEmbedding(file))).isDeepEqualTo(vectors);
      train(model, 1);
      model.save(file);
    }
    TrainedEmbedding trained = FAMILY.readEmbedding(file);
    assertThat(trained.vocabulary()).isEqualTo(DIRECTIONS.vocabulary());
    if (embedding.equals("word2vec_frozen")) {
      assertThat(vectors(trained)).isDeepEqualTo(vectors);
    } else {
      assertThat(vectors(trained)[0]).isNotEqualTo(vectors[0]);
    }
  }

  private static float[][] vectors(TrainedEmbedding embedding) throws IOException {
    List<float[]> channels = new ArrayList<>();
    embedding.table().read(channel -> channels.add(channel.clone()));
    float[][] vectors = new float[embedding.vocabulary().size()][channels.size()];
    for (int token = 0; token < vectors.length; token++) {
      for (int channel = 0; channel < channels.size(); channel++) {
        vectors[token][channel] = channels.get(channel)[token];
      }
    }
    return vectors;
  }

  private static double deviation(float[][] vectors) {
    double square = 0;
    for (float[] vector : vectors) {
      for (float number : vector) {
        square += (double) number * number / vector.length / vectors.length;
      }
    }
    return Math.sqrt(square);
  }

  @Test
  void parameter_count_equals_that_of_dl4j() {
    for (String bidirectional : new String[] {"no", "yes"}) {
      Map<String, Object> kind = Map.of("layers", 2L, "bidirectional", bidirectional);
      try (TrainableModel model = model(kind, 1)) {
        assertThat(FAMILY.parameterCount(assignment(kind), DIRECTIONS.shape()))
            .isEqualTo(model.parameterCount());
      }
    }
  }

  @Test
  void truncated_texts_and_partial_minibatch_are_trained() throws TrainingInterruptedException {
    try (TrainableModel model = model(Map.of("sequence_length", 3L, "minibatch_size", 256L), 5)) {
      assertThat(train(model, 2).get("val_loss")).isFinite();
    }
  }

  @Test
  void empty_validation_part_is_too_little_data() {
    TokenizedExamples all =
        TokenizedExamples.of(
            "a\tone\nb\ttwo\n", new Preparation(TokenUnit.WORD, new Split(1, 0, 0), null, null));

    assertThatThrownBy(() -> FAMILY.create(assignment(Map.of()), all, 1))
        .isInstanceOf(TrialFailedException.class)
        .hasMessageContaining("2 examples to train on and 0 to validate");
  }
}
