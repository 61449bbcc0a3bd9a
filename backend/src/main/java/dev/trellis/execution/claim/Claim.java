package dev.trellis.execution.claim;

import dev.trellis.space.Assignment;
import java.util.List;

/**
 * Right of a worker to train a trial. The claim ends if another worker claims the same trial: the
 * attempt is a fencing number.
 *
 * @param attempt fencing number, higher than that of every earlier claim
 * @param checkpoints artifact keys of the checkpoints of earlier attempts, the latest first
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
