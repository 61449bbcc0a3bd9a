package dev.trellis.training.dl4j.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trellis.dataset.text.DataShape;
import dev.trellis.training.dl4j.ClassifierConfiguration;
import dev.trellis.training.dl4j.NetworkConfiguration;
import dev.trellis.training.dl4j.Settings;
import dev.trellis.training.dl4j.natives.NativeThreads;
import dev.trellis.training.dl4j.settings.ClassifierSettings;
import dev.trellis.training.dl4j.settings.LanguageModelSettings;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Tests of the distributions of initial parameters, for all kinds of networks. */
class InitialWeightsTest {
  private static final int WORDS = 1000;
  private static final int CLASSES = 6;
  private static final int UNITS = 40;

  @BeforeAll
  static void one_native_thread() {
    NativeThreads.limitToOne();
  }

  /** Returns settings of language models and classifiers, in all combinations. */
  static Stream<Map<String, Object>> configurations() {
    List<Map<String, Object>> own =
        List.of(
            Map.of("tie_embeddings", "no", "embedding_size", 30),
            Map.of("tie_embeddings", "yes", "embedding_size", UNITS),
            Map.of("pooling", "max", "bidirectional", "no", "embedding_size", 30),
            Map.of("pooling", "mean", "bidirectional", "yes", "embedding_size", 30),
            Map.of("pooling", "last", "bidirectional", "no", "embedding_size", 30),
            Map.of("pooling", "last", "bidirectional", "yes", "embedding_size", 30));
    return own.stream()
        .flatMap(kind -> Stream.of(1, 3).map(layers -> with(kind, "layers", layers)))
        .flatMap(kind -> Stream.of("lstm", "simple_rnn").map(cell -> with(kind, "cell", cell)))
        .flatMap(
            kind ->
                Stream.of("uniform", "orthogonal")
                    .map(scheme -> with(kind, "initialization", scheme)));
  }

  private static Map<String, Object> with(Map<String, Object> values, String name, Object value) {
    Map<String, Object> more = new HashMap<>(values);
    more.put("hidden_units", UNITS);
    more.put(name, value);
    return more;
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void every_parameter_follows_its_distribution(Map<String, Object> kind) {
    boolean uniform = "uniform".equals(kind.get("initialization"));
    boolean tied = "yes".equals(kind.get("tie_embeddings"));
    try (RecurrentNetwork built = network(kind, 7, DataType.FLOAT)) {
      MultiLayerNetwork network = built.network();
      INDArray table = network.getLayer(0).getParam("W");
      assertThat(deviation(table)).isCloseTo(tied ? 0.3 : 1, withinFiveStandardErrors(table));
      Layer output = network.getOutputLayer();
      for (Layer layer : network.getLayers()) {
        layer
            .paramTable()
            .forEach(
                (name, parameter) -> {
                  if (layer == output) {
                    assertUniform(name, parameter, 1 / Math.sqrt(outputLayerInputs(kind)));
                  } else if (layer != network.getLayer(0)) {
                    assertRecurrent(name, parameter, uniform);
                  }
                });
      }
    }
  }

  /** Returns the number of inputs of the output layer. */
  private static int outputLayerInputs(Map<String, Object> kind) {
    return "yes".equals(kind.get("bidirectional")) ? 2 * UNITS : UNITS;
  }

  private static void assertRecurrent(String name, INDArray parameter, boolean uniform) {
    if (uniform) {
      assertUniform(name, parameter, 1 / Math.sqrt(UNITS));
    } else if (name.endsWith("RW")) {
      assertOrthogonal(name, parameter);
    } else if (name.endsWith("W")) {
      assertUniform(name, parameter, Math.sqrt(6.0 / (parameter.size(0) + UNITS)));
    } else {
      double[] expected = new double[(int) parameter.length()];
      if (expected.length > UNITS) {
        Arrays.fill(expected, UNITS, 2 * UNITS, 1);
      }
      assertThat(parameter.toDoubleVector()).as(name).containsExactly(expected);
    }
  }

  private static void assertUniform(String name, INDArray parameter, double range) {
    assertThat(parameter.amaxNumber().doubleValue()).as(name).isLessThanOrEqualTo(range * 1.0001);
    assertThat(deviation(parameter) * Math.sqrt(3) / range)
        .as(name)
        .isCloseTo(1, withinFiveStandardErrors(parameter));
  }

  private static void assertOrthogonal(String name, INDArray weights) {
    for (long from = 0; from < weights.size(1); from += UNITS) {
      INDArray gate =
          weights.get(NDArrayIndex.all(), NDArrayIndex.interval(from, from + UNITS)).dup();
      INDArray product = gate.transpose().mmul(gate);
      assertThat(product.sub(Nd4j.eye(UNITS)).amaxNumber().doubleValue()).as(name).isLessThan(1e-4);
    }
  }

  /** Returns five standard errors of a standard deviation. */
  private static org.assertj.core.data.Offset<Double> withinFiveStandardErrors(INDArray numbers) {
    return within(5 / Math.sqrt(2.0 * numbers.length()));
  }

  private static double deviation(INDArray numbers) {
    return numbers.norm2Number().doubleValue() / Math.sqrt(numbers.length());
  }

  /**
   * Before training, the loss must be close to that of a uniform guess over all tokens or labels.
   */
  @ParameterizedTest
  @MethodSource("configurations")
  void initial_loss_is_close_to_that_of_uniform_guess(Map<String, Object> kind) {
    boolean classifies = kind.containsKey("pooling");
    boolean tied = "yes".equals(kind.get("tie_embeddings"));
    SplittableRandom random = new SplittableRandom(3);
    int[][] tokens = new int[32][];
    int[][] targets = new int[32][];
    for (int row = 0; row < tokens.length; row++) {
      tokens[row] = random.ints(20, 0, WORDS).toArray();
      targets[row] =
          classifies ? new int[] {random.nextInt(CLASSES)} : random.ints(20, 0, WORDS).toArray();
    }
    int[] lengths = new int[32];
    Arrays.fill(lengths, 20);
    Minibatch batch = new Minibatch(tokens, classifies ? lengths : new int[0], targets);
    try (RecurrentNetwork network = network(kind, 7, DataType.FLOAT)) {
      network.reset(32);
      assertThat(network.evaluate(batch).meanLoss())
          .isCloseTo(
              Math.log(classifies ? CLASSES : WORDS), within(tied || classifies ? 0.6 : 0.15));
    }
  }

  @ParameterizedTest
  @CsvSource({"uniform", "orthogonal"})
  void initial_parameters_depend_on_seed_only(String scheme) {
    Map<String, Object> kind = Map.of("layers", 2, "hidden_units", UNITS, "initialization", scheme);
    try (RecurrentNetwork one = network(kind, 7, DataType.FLOAT)) {
      Nd4j.getRandom().setSeed(99);
      Nd4j.rand(3, 3);
      try (RecurrentNetwork same = network(kind, 7, DataType.FLOAT);
          RecurrentNetwork other = network(kind, 8, DataType.FLOAT)) {
        float[] numbers = one.network().params().toFloatVector();
        assertThat(same.network().params().toFloatVector()).isEqualTo(numbers);
        assertThat(other.network().params().toFloatVector()).isNotEqualTo(numbers);
      }
    }
  }

  @Test
  void initial_parameters_are_equal_in_both_precisions() {
    Map<String, Object> kind = Map.of("layers", 2, "initialization", "orthogonal");
    try (RecurrentNetwork single = network(kind, 7, DataType.FLOAT);
        RecurrentNetwork exact = network(kind, 7, DataType.DOUBLE)) {
      assertThat(exact.network().params().castTo(DataType.FLOAT))
          .isEqualTo(single.network().params());
    }
  }

  @ParameterizedTest
  @CsvSource({"no, 1e-12", "no, 1", "no, 1e12", "yes, 1e-12", "yes, 1", "yes, 1e12"})
  void word_vectors_are_scaled_to_random_deviation(String tied, float scale) {
    Map<String, Object> kind = Map.of("tie_embeddings", tied);
    float[][] vectors = new float[WORDS][3];
    SplittableRandom random = new SplittableRandom(1);
    for (float[] vector : vectors) {
      for (int channel = 0; channel < vector.length; channel++) {
        vector[channel] = scale * (float) (random.nextDouble() - 0.4);
      }
    }
    try (RecurrentNetwork network = network(kind, 7, DataType.FLOAT)) {
      INDArray table = network.network().getLayer(0).getParam("W");
      double drawn = deviation(table);
      network.setEmbeddings(vectors);
      assertThat(deviation(table)).isCloseTo(drawn, within(0.02 * drawn));
      double ratio = table.getDouble(0, 0) / vectors[0][0];
      assertThat(table.getDouble(WORDS - 1, 2) / vectors[WORDS - 1][2])
          .isCloseTo(ratio, within(1e-4 * ratio));
    }
  }

  @Test
  void zero_word_vectors_stay_zero() {
    try (RecurrentNetwork network = network(Map.of(), 7, DataType.FLOAT)) {
      network.setEmbeddings(new float[WORDS][3]);
      assertThat(network.network().getLayer(0).getParam("W").amaxNumber().doubleValue()).isZero();
    }
  }

  private static RecurrentNetwork network(Map<String, Object> kind, long seed, DataType type) {
    if (kind.containsKey("pooling")) {
      ClassifierSettings settings = Settings.ofClassifier(kind);
      DataShape shape = new DataShape(WORDS, CLASSES, 20);
      return new RecurrentNetwork(
          ClassifierConfiguration.of(settings, shape, seed, type), settings.common());
    }
    LanguageModelSettings settings = Settings.of(kind);
    return new RecurrentNetwork(
        NetworkConfiguration.of(settings, WORDS, seed, type), settings.common());
  }
}
