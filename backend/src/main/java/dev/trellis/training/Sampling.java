package dev.trellis.training;

/**
 * How the next token is drawn.
 *
 * @param temperature 1 draws from the model's own distribution, less prefers what is likely; 0
 *     takes the likeliest
 * @param topK how many of the likeliest tokens to draw from; 0 for all
 * @param seed the same one gives the same text
 */
public record Sampling(double temperature, int topK, long seed) {
  public Sampling {
    if (!(temperature >= 0) || topK < 0) {
      throw new IllegalArgumentException("temperature " + temperature + ", top k " + topK);
    }
  }
}
