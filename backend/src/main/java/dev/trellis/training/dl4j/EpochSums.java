package dev.trellis.training.dl4j;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.util.Arrays;

/** What the training of an epoch has added up so far, minibatch by minibatch. */
final class EpochSums {
  private static final int MOST_NORMS = 1_000;

  private int minibatches;
  private Score score = Score.NONE;
  private double gradientNorms;
  private double learningRate;
  private double seconds;
  private int looks;
  private double[] layerNorms = {};

  /**
   * @param learningRate of this step
   * @param seconds it took
   */
  void add(RecurrentNetwork.Step step, double learningRate, double seconds) {
    minibatches++;
    score = score.plus(step.score());
    gradientNorms += step.gradientNorm();
    this.learningRate = learningRate;
    this.seconds += seconds;
    if (step.layerNorms().length > 0) {
      looks++;
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

  /** Means over the steps that were looked at; nothing where none was. */
  double[] meanLayerNorms() {
    return Arrays.stream(layerNorms).map(sum -> sum / looks).toArray();
  }

  /** Of the last step. */
  double learningRate() {
    return learningRate;
  }

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
    out.writeInt(looks);
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
    sums.looks = in.readInt();
    sums.layerNorms = new double[readLength(in)];
    for (int index = 0; index < sums.layerNorms.length; index++) {
      sums.layerNorms[index] = in.readDouble();
    }
    return sums;
  }

  private static int readLength(DataInput in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > MOST_NORMS) {
      throw new StreamCorruptedException(length + " norms of layers");
    }
    return length;
  }
}
