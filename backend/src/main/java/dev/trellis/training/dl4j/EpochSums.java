package dev.trellis.training.dl4j;

import dev.trellis.training.dl4j.layer.Score;
import dev.trellis.training.dl4j.network.RecurrentNetwork;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.util.Arrays;

/** Running sums over the minibatches of an epoch's training. */
final class EpochSums {
  private static final int MAX_LAYER_NORMS = 1_000;

  private int minibatches;
  private Score score = Score.NONE;
  private double gradientNorms;
  private double learningRate;
  private double seconds;
  private int normSamples;
  private double[] layerNorms = {};

  /**
   * Adds a step.
   *
   * @param learningRate learning rate of the step
   * @param seconds duration of the step
   */
  void add(RecurrentNetwork.Step step, double learningRate, double seconds) {
    minibatches++;
    score = score.plus(step.score());
    gradientNorms += step.gradientNorm();
    this.learningRate = learningRate;
    this.seconds += seconds;
    if (step.layerNorms().length > 0) {
      normSamples++;
      double[] norms = step.layerNorms();
      layerNorms = Arrays.copyOf(layerNorms, norms.length);
      Arrays.setAll(layerNorms, index -> layerNorms[index] + norms[index]);
    }
  }

  int minibatches() {
    return minibatches;
  }

  Score score() {
    return score;
  }

  double meanGradientNorm() {
    return gradientNorms / minibatches;
  }

  /** Returns the mean of each layer norm over the steps that sampled them; empty if no step did. */
  double[] meanLayerNorms() {
    return Arrays.stream(layerNorms).map(sum -> sum / normSamples).toArray();
  }

  /** Returns the learning rate of the last step. */
  double learningRate() {
    return learningRate;
  }

  /** Returns the duration of all steps, in seconds. */
  double seconds() {
    return seconds;
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(minibatches);
    out.writeLong(score.tokens());
    out.writeDouble(score.loss());
    out.writeLong(score.correct());
    out.writeDouble(gradientNorms);
    out.writeDouble(learningRate);
    out.writeDouble(seconds);
    out.writeInt(normSamples);
    out.writeInt(layerNorms.length);
    for (double sum : layerNorms) {
      out.writeDouble(sum);
    }
  }

  static EpochSums read(DataInput in) throws IOException {
    EpochSums sums = new EpochSums();
    sums.minibatches = in.readInt();
    sums.score = new Score(in.readLong(), in.readDouble(), in.readLong());
    sums.gradientNorms = in.readDouble();
    sums.learningRate = in.readDouble();
    sums.seconds = in.readDouble();
    sums.normSamples = in.readInt();
    sums.layerNorms = new double[readLength(in)];
    for (int index = 0; index < sums.layerNorms.length; index++) {
      sums.layerNorms[index] = in.readDouble();
    }
    return sums;
  }

  private static int readLength(DataInput in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > MAX_LAYER_NORMS) {
      throw new StreamCorruptedException(
          "%d layer norms, expected 0 to %d".formatted(length, MAX_LAYER_NORMS));
    }
    return length;
  }
}
