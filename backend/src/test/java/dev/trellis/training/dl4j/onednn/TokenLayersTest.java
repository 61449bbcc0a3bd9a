package dev.trellis.training.dl4j.onednn;

import static dev.trellis.training.dl4j.onednn.LstmNetworks.assertClose;
import static dev.trellis.training.dl4j.onednn.LstmNetworks.randomNumbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trellis.training.dl4j.onednn.OneDnnSoftmax.Likelihood;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Compares the embedding layer and the output layer of a language model with those of DL4J. */
class TokenLayersTest {
  private static final LayerWorkspaceMgr WORKSPACES = LayerWorkspaceMgr.noWorkspaces();

  private static final int SIZE = 6;

  @ParameterizedTest
  @CsvSource({"1, 1, 5", "1, 7, 5", "3, 1, 11", "3, 7, 65", "32, 20, 300"})
  void softmax_matches_dl4j(int minibatch, int steps, int vocabulary) {
    MultiLayerNetwork network = network(vocabulary);
    IOutputLayer stock = (IOutputLayer) network.getOutputLayer();
    INDArray hidden = randomNumbers(1, minibatch, SIZE, steps);
    int[][] targets = tokens(minibatch, steps, vocabulary);
    stock.setInput(hidden.dup(), WORKSPACES);
    stock.setLabels(oneHot(targets, vocabulary));
    Pair<Gradient, INDArray> expected = stock.backpropGradient(null, WORKSPACES);
    INDArray weightGradient = expected.getFirst().getGradientFor("W");
    INDArray biasGradient = expected.getFirst().getGradientFor("b");
    INDArray weights = weightGradient.dup('f');
    INDArray bias = biasGradient.dup('f');
    int tokens = minibatch * steps;

    try (OneDnnSoftmax softmax =
        new OneDnnSoftmax(stock.getParam("W"), stock.getParam("b"), weights, bias)) {
      Likelihood likelihood = softmax.forward(hidden, targets);
      INDArray below = softmax.backward(targets, WORKSPACES);

      // DL4J's loss is the sum over time of the mean over the minibatch
      double score = stock.computeScore(0, true, WORKSPACES) * minibatch;
      assertThat(likelihood.loss()).isCloseTo(score, within(1e-4 * score));
      assertClose(below.mul(tokens), expected.getSecond());
      assertClose(weights.mul(tokens), weightGradient);
      assertClose(bias.mul(tokens), biasGradient);
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 3", "1, 1", "2, 0"})
  void correct_predictions_are_counted(int target, int correct) {
    INDArray weights = Nd4j.zeros(DataType.FLOAT, 2, 3).dup('f');
    INDArray bias = Nd4j.createFromArray(2f, 1f, -300f);
    INDArray hidden = Nd4j.zeros(DataType.FLOAT, 1, 2, 3);
    try (OneDnnSoftmax softmax = new OneDnnSoftmax(weights, bias, weights.dup('f'), bias.dup())) {
      int[][] targets = {{target, target, target == 1 ? 0 : target}};

      Likelihood likelihood = softmax.forward(hidden, targets);

      assertThat(likelihood.correct()).isEqualTo(correct);
      assertThat(likelihood.loss()).isFinite();
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 5", "1, 7, 5", "3, 7, 65", "32, 20, 300"})
  void embedding_matches_dl4j(int minibatch, int steps, int vocabulary) {
    var stock = network(vocabulary).getLayer(0);
    int[][] tokens = tokens(minibatch, steps, vocabulary);
    INDArray epsilon = randomNumbers(2, minibatch, SIZE, steps);
    INDArray expected = stock.activate(Nd4j.createFromArray(tokens), true, WORKSPACES);
    INDArray expectedGradient =
        stock.backpropGradient(epsilon, WORKSPACES).getFirst().getGradientFor("W");
    INDArray gradient = randomNumbers(3, vocabulary, SIZE).dup('f');

    TokenEmbedding embedding = new TokenEmbedding(stock.getParam("W"), gradient, false);

    assertThat(embedding.forward(tokens, WORKSPACES)).isEqualTo(expected);
    embedding.backward(tokens, epsilon);
    assertClose(gradient, expectedGradient);
  }

  private static MultiLayerNetwork network(int vocabulary) {
    MultiLayerNetwork network =
        LstmNetworks.initialized(
            new NeuralNetConfiguration.Builder()
                .seed(7)
                .dataType(DataType.FLOAT)
                .list(
                    new EmbeddingSequenceLayer.Builder().nIn(vocabulary).nOut(SIZE).build(),
                    LstmNetworks.lstm(SIZE, SIZE).build(),
                    new RnnOutputLayer.Builder(LossFunction.MCXENT)
                        .activation(Activation.SOFTMAX)
                        .dataFormat(RNNFormat.NCW)
                        .nIn(SIZE)
                        .nOut(vocabulary)
                        .build())
                .build());
    network.initGradientsView();
    return network;
  }

  private static int[][] tokens(int minibatch, int steps, int vocabulary) {
    SplittableRandom random = new SplittableRandom(5);
    int[][] tokens = new int[minibatch][steps];
    for (int[] sequence : tokens) {
      for (int step = 0; step < steps; step++) {
        sequence[step] = random.nextInt(vocabulary);
      }
    }
    return tokens;
  }

  private static INDArray oneHot(int[][] tokens, int vocabulary) {
    INDArray labels = Nd4j.zeros(DataType.FLOAT, tokens.length, vocabulary, tokens[0].length);
    for (int row = 0; row < tokens.length; row++) {
      for (int step = 0; step < tokens[0].length; step++) {
        labels.putScalar(new long[] {row, tokens[row][step], step}, 1);
      }
    }
    return labels;
  }
}
