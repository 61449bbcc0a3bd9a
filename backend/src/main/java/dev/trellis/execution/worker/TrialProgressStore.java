package dev.trellis.execution.worker;

import dev.trellis.execution.claim.Claim;
import dev.trellis.execution.claim.StaleClaimException;
import dev.trellis.execution.provenance.Provenance;
import dev.trellis.metric.MetricPoint;
import dev.trellis.stopping.StopReason;
import dev.trellis.training.TrialOutcome;
import org.jspecify.annotations.Nullable;

/**
 * Persistent progress and outcomes of trials. Methods with a {@link Claim} compare its attempt;
 * they write nothing and throw {@link StaleClaimException} if the claim is no longer the latest.
 */
public interface TrialProgressStore {
  /**
   * Starts training after an epoch; later epochs of an earlier attempt are deleted.
   *
   * @param last that epoch and its objective; null if training starts from the beginning
   * @param best best epoch up to it; null if there is none
   * @param provenance provenance of this attempt, appended to that of earlier attempts
   */
  void begin(
      Claim claim, @Nullable MetricPoint last, @Nullable MetricPoint best, Provenance provenance);

  /**
   * Stores the progress of the current epoch.
   *
   * @param fraction 0 to 1; null if it has not changed
   */
  WorkerInstruction progress(Claim claim, @Nullable Double fraction);

  /** Adds an epoch to the curves, all of it or nothing. */
  void record(Claim claim, EpochRecord epoch);

  /**
   * Stores a completed trial.
   *
   * @param model artifact key of the trained model; null if there is none
   */
  void complete(Claim claim, TrialOutcome.Completed outcome, @Nullable String model);

  /** Returns whether the artifact is the current model of the trial. */
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
