package dev.trellis.generation;

import dev.trellis.training.inference.SamplingSettings;

/**
 * Request to generate text.
 *
 * @param prompt text that the generated text continues, at most {@value #MAX_PROMPT_LENGTH}
 *     characters; if it is empty, generation starts at the beginning of a line
 * @param length number of tokens to generate, 1 to {@value #MAX_LENGTH}
 * @param sampling temperature, top-k and seed
 */
public record GenerationRequest(String prompt, int length, SamplingSettings sampling) {
  public static final int MAX_PROMPT_LENGTH = 10_000;
  public static final int MAX_LENGTH = 10_000;
}
