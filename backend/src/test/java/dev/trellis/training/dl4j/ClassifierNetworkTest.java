package dev.trellis.training.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.trellis.dataset.text.DataShape;
import dev.trellis.training.dl4j.natives.NativeThreads;
import dev.trellis.training.dl4j.network.Minibatch;
import dev.trellis.training.dl4j.network.RecurrentNetwork;
import dev.trellis.training.dl4j.onednn.TimePooling;
import dev.trellis.training.dl4j.settings.CellType;
import dev.trellis.training.dl4j.settings.ClassifierSettings;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Compares the training step on padded texts with DL4J's step on one text at a time. DL4J's masks
 * are no reference: its bidirectional LSTM updates the cell state on padding.
 */
class ClassifierNetworkTest {
  private static final DataShape DATA = new DataShape(9, 3, 7);
  private static final int[][] TOKENS = {
    {1, 2, 3, 4, 5, 6, 7, 0},
    {3, 0, 0, 0, 0, 0, 0, 0},
    {8, 7, 1, 0, 0, 0, 0, 0},
    {5, 5, 2, 1, 0, 0, 0, 0}
  };
  private static final int[] LENGTHS = {8, 1, 3, 4};
  private static final int[][] LABELS = {{0}, {2}, {1}, {2}};

  @BeforeAll
  static void one_native_thread() {
    NativeThreads.limitToOne();
  }

  static Stream<Arguments> configurations() {
    return Stream.of(TimePooling.Kind.values())
        .flatMap(
            pooling ->
                Stream.of(CellType.values())
                    .flatMap(
                        cell ->
                            Stream.of(
                                Arguments.of(pooling, cell, 1, false),
                                Arguments.of(pooling, cell, 2, false),
                                Arguments.of(pooling, cell, 1, true),
                                Arguments.of(pooling, cell, 2, true))));
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void loss_and_step_equal_those_of_dl4j(
      TimePooling.Kind pooling, CellType cell, int layers, boolean bidirectional) {
    ClassifierSettings settings =
        Settings.ofClassifier(
            Map.of(
                "hidden_units",
                5,
                "layers",
                layers,
                "embedding_size",
                6,
                "cell",
                Settings.word(cell),
                "pooling",
                Settings.word(pooling),
                "bidirectional",
                bidirectional ? "yes" : "no",
                "updater",
                "sgd"));
    MultiLayerConfiguration configuration =
        ClassifierConfiguration.of(settings, DATA, 11, DataType.FLOAT);
    MultiLayerNetwork dl4j =
        new MultiLayerNetwork(ClassifierConfiguration.forModelFile(configuration, settings));
    try (RecurrentNetwork ours = new RecurrentNetwork(configuration, settings.common())) {
      INDArray weights = ours.network().params();
      dl4j.init(weights.dup(), false);
      assertThat(settings.parameterCount(DATA)).isEqualTo(weights.length());
      var texts = new Minibatch(TOKENS, LENGTHS, LABELS);
      double evaluatedLoss = ours.evaluate(texts).meanLoss();
      INDArray before = weights.dup();
      double trainingLoss = ours.train(texts, 1).score().meanLoss();
      INDArray gradient = before.sub(weights);

      assertThat(trainingLoss).isCloseTo(evaluatedLoss, within(1e-6));
      if (bidirectional && pooling == TimePooling.Kind.LAST) {
        assertThat(evaluatedLoss).isCloseTo(lossOf(dl4j), within(1e-5));
        assertSlope(dl4j, gradient);
      } else {
        INDArray expected = Nd4j.create(DataType.FLOAT, weights.shape());
        assertThat(evaluatedLoss).isCloseTo(lossOf(dl4j, expected), within(1e-5));
        assertThat(gradient.sub(expected).norm2Number().doubleValue())
            .isLessThan(1e-5 * (1 + gradient.norm2Number().doubleValue()));
      }
      assertThat(gradient.norm2Number().doubleValue()).isPositive();
    }
  }

  /**
   * Checks the gradient numerically, since DL4J cannot train this network: along the gradient, the
   * slope of the loss must equal the gradient norm.
   */
  private static void assertSlope(MultiLayerNetwork network, INDArray gradient) {
    double length = gradient.norm2Number().doubleValue();
    INDArray step = gradient.mul(0.01 / length);
    network.params().addi(step);
    double up = lossOf(network);
    network.params().subi(step.mul(2));
    assertThat((up - lossOf(network)) / 0.02).isCloseTo(length, withinPercentage(1));
  }

  private static double lossOf(MultiLayerNetwork network) {
    double loss = 0;
    for (int text = 0; text < LENGTHS.length; text++) {
      double probability = network.output(input(text)).getDouble(0, LABELS[text][0]);
      loss -= Math.log(probability) / LENGTHS.length;
    }
    return loss;
  }

  private static INDArray input(int text) {
    return Nd4j.createFromArray(new int[][] {Arrays.copyOf(TOKENS[text], LENGTHS[text])});
  }

  /**
   * Returns the mean loss.
   *
   * @param gradient receives the gradient of the mean loss
   */
  private static double lossOf(MultiLayerNetwork network, INDArray gradient) {
    double loss = 0;
    for (int text = 0; text < LENGTHS.length; text++) {
      INDArray label = Nd4j.create(DataType.FLOAT, 1, DATA.classes());
      label.putScalar(0, LABELS[text][0], 1);
      network.setInput(input(text));
      network.setLabels(label);
      network.computeGradientAndScore();
      loss += network.score() / LENGTHS.length;
      gradient.addi(network.gradient().gradient().div(LENGTHS.length));
    }
    return loss;
  }
}
