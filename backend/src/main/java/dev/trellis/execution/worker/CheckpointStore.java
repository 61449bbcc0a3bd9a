package dev.trellis.execution.worker;

import dev.trellis.execution.claim.Claim;
import dev.trellis.execution.claim.StaleClaimException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What trials may go on from, written down. */
public interface CheckpointStore {
  /**
   * Writes down what another attempt may go on from.
   *
   * @param key artifact key of the latest checkpoint
   * @param before the one before it; null where there is none
   * @param step last whole epoch of the latest
   * @throws StaleClaimException writing nothing, where the claim is no longer the latest
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
