package dev.trellis.training.dl4j;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** What the training of an epoch has added up so far, minibatch by minibatch. */
final class EpochSums {
  private int minibatches;
  private Score score = Score.NONE;
  private double gradientNorms;
  private double learningRate;
  private double seconds;

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
  }

  static EpochSums read(DataInput in) throws IOException {
    EpochSums sums = new EpochSums();
    sums.minibatches = in.readInt();
    sums.score = new Score(in.readLong(), in.readDouble(), in.readLong());
    sums.gradientNorms = in.readDouble();
    sums.learningRate = in.readDouble();
    sums.seconds = in.readDouble();
    return sums;
  }
}
