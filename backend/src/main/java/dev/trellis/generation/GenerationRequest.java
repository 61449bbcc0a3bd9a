package dev.trellis.generation;

import dev.trellis.training.Sampling;

/**
 * What text to write.
 *
 * @param prompt what the model reads first, at most {@value #LONGEST_PROMPT} characters; where it
 *     is empty, a line begins
 * @param length how many tokens to write, 1 to {@value #LONGEST_TEXT}
 */
public record GenerationRequest(String prompt, int length, Sampling sampling) {
  public static final int LONGEST_PROMPT = 10_000;
  public static final int LONGEST_TEXT = 10_000;
}
