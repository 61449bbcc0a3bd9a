package dev.trellis.training.dl4j;

import java.util.SplittableRandom;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Lets a network go on with a text, token by token. */
final class TextGenerator {
  private final MultiLayerNetwork network;
  private final double temperature;

  /**
   * @param temperature 1 draws from the network's own distribution, less prefers what is likely
   */
  TextGenerator(MultiLayerNetwork network, double temperature) {
    this.network = network;
    this.temperature = temperature;
  }

  /**
   * @param prompt what the network reads first; at least one token
   * @return the tokens after the prompt
   */
  int[] generate(int[] prompt, int tokens, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] generated = new int[tokens];
    network.rnnClearPreviousState();
    double[] likelihoods = {};
    for (int token : prompt) {
      likelihoods = read(token);
    }
    for (int index = 0; index < tokens; index++) {
      generated[index] = draw(likelihoods, random);
      likelihoods = read(generated[index]);
    }
    network.rnnClearPreviousState();
    return generated;
  }

  private double[] read(int token) {
    try (INDArray input = Nd4j.createFromArray(new int[][] {{token}});
        INDArray output = network.rnnTimeStep(input)) {
      return output.data().asDouble();
    }
  }

  private int draw(double[] likelihoods, SplittableRandom random) {
    double[] weights = new double[likelihoods.length];
    double sum = 0;
    for (int token = 0; token < weights.length; token++) {
      weights[token] = Math.pow(likelihoods[token], 1 / temperature);
      sum += weights[token];
    }
    double left = random.nextDouble() * sum;
    int token = 0;
    while (token < weights.length - 1 && left >= weights[token]) {
      left -= weights[token++];
    }
    return token;
  }
}
