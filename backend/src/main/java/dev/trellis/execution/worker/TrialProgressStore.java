package dev.trellis.execution.worker;

import dev.trellis.execution.claim.Claim;
import dev.trellis.execution.claim.StaleClaimException;
import dev.trellis.execution.provenance.Provenance;
import dev.trellis.metric.MetricPoint;
import dev.trellis.stopping.StopReason;
import dev.trellis.training.TrialOutcome;
import org.jspecify.annotations.Nullable;

/**
 * What happens to trials while they train, and their outcomes, written down. What takes a {@link
 * Claim} carries its attempt and throws {@link StaleClaimException}, writing nothing, where that is
 * no longer the latest.
 */
public interface TrialProgressStore {
  /**
   * Training begins at the end of an epoch: what an earlier attempt recorded after it is forgotten.
   *
   * @param last that epoch and its objective; null where training starts anew
   * @param best of all epochs up to it; null where there is none
   * @param provenance what it trains with, added to that of earlier attempts
   */
  void begin(
      Claim claim, @Nullable MetricPoint last, @Nullable MetricPoint best, Provenance provenance);

  /**
   * Tells how far the present epoch is.
   *
   * @param fraction 0 to 1; null where it did not move since it was last told
   */
  WorkerInstruction progress(Claim claim, @Nullable Double fraction);

  /** Adds an epoch to the curves, all of it or nothing. */
  void record(Claim claim, EpochRecord epoch);

  /**
   * @param model artifact key of the trained model; null where there is none
   */
  void complete(Claim claim, TrialOutcome.Completed outcome, @Nullable String model);

  /** Whether that is the model of the trial as it stands. */
  boolean isModelOf(long trialId, String model);

  void fail(Claim claim, TrialOutcome.Failed outcome);

  /**
   * Ends a trial that was stopped on request.
   *
   * @param step its last whole epoch
   */
  void cancel(Claim claim, WorkerInstruction why, int step);

  /** Ends a trial because its peers do better. */
  void prune(Claim claim, StopReason reason);
}
