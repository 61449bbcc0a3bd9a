package dev.trellis.execution.worker;

import dev.trellis.execution.claim.Claim;
import dev.trellis.execution.claim.StaleClaimException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Persistent checkpoints of trials. */
public interface CheckpointStore {
  /**
   * Stores the checkpoint that another attempt would continue from.
   *
   * @param key artifact key of the latest checkpoint
   * @param before artifact key of the checkpoint before; null if there is none
   * @param step last complete epoch of the latest checkpoint
   * @throws StaleClaimException if the claim is no longer the latest; then nothing is written
   */
  void keep(Claim claim, String key, @Nullable String before, int step);

  /**
   * Trials that are over and whose row still names a checkpoint, by id; a few of them.
   *
   * @param after the ids start above this one
   */
  List<Long> over(long after);

  /** The checkpoints of a trial that is over are gone. */
  void forget(long trialId);
}
