package dev.trellis.execution.claim;

import dev.trellis.space.Assignment;
import java.util.List;

/**
 * A worker's right to train a trial. It ends when another worker claims the same trial: the attempt
 * fences off whoever held it before.
 *
 * @param attempt the fencing number: higher than that of every earlier claim
 * @param checkpoints artifact keys of what earlier attempts left to go on from, the latest first
 */
public record Claim(
    long trialId,
    int attempt,
    long experimentId,
    long number,
    Assignment assignment,
    long seed,
    List<String> checkpoints) {
  public Claim {
    checkpoints = List.copyOf(checkpoints);
  }
}
