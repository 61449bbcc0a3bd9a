package dev.trellis.training.dl4j.layer;

/**
 * Sums over predicted tokens or texts.
 *
 * @param tokens number of predictions
 * @param loss sum of negative log likelihoods, in nats
 * @param correct number of predictions whose target was the most likely class
 */
public record Score(long tokens, double loss, long correct) {
  public static final Score NONE = new Score(0, 0, 0);

  public Score plus(Score other) {
    return new Score(tokens + other.tokens, loss + other.loss, correct + other.correct);
  }

  /** Returns the mean loss in nats; NaN without predictions. */
  public double meanLoss() {
    return loss / tokens;
  }

  /** Returns the fraction of correct predictions, 0 to 1; NaN without predictions. */
  public double accuracy() {
    return (double) correct / tokens;
  }
}
