package dev.trellis.training.inference;

/**
 * Settings for sampling the next token.
 *
 * @param temperature divisor of the logits: 1 samples from the model's distribution, values below 1
 *     favor likely tokens, 0 always takes the most likely token
 * @param topK number of most likely tokens to sample from; 0 for all
 * @param seed random seed; equal seeds give equal texts
 */
public record SamplingSettings(double temperature, int topK, long seed) {
  public SamplingSettings {
    if (!(temperature >= 0) || topK < 0) {
      throw new IllegalArgumentException(
          "temperature is %s and topK is %d; both must be at least 0".formatted(temperature, topK));
    }
  }
}
