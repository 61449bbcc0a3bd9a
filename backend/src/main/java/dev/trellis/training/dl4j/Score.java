package dev.trellis.training.dl4j;

/**
 * How well tokens were predicted.
 *
 * @param loss sum of negative log likelihoods, in nats
 * @param correct how many were the likeliest
 */
record Score(long tokens, double loss, long correct) {
  static final Score NONE = new Score(0, 0, 0);

  Score plus(Score other) {
    return new Score(tokens + other.tokens, loss + other.loss, correct + other.correct);
  }

  double meanLoss() {
    return loss / tokens;
  }

  double accuracy() {
    return (double) correct / tokens;
  }
}
