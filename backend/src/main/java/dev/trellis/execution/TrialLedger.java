package dev.trellis.execution;

import dev.trellis.experiment.TrialState;
import dev.trellis.metric.MetricPoint;
import dev.trellis.stopping.StopReason;
import dev.trellis.training.FailureKind;
import dev.trellis.training.TrialOutcome;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What happens to trials, written down. What takes a {@link Claim} carries its attempt and throws
 * {@link ClaimLost}, writing nothing, where that is no longer the latest.
 *
 * <p>A trial ends, is given up, paused or promoted inside {@link Planner#change}, which holds the
 * experiment's lock. The queue follows by itself: a trial has a place in it exactly while it is
 * QUEUED or RUNNING.
 */
public interface TrialLedger {
  /**
   * Claims a waiting trial under a new attempt; empty where it does not wait, or this worker's
   * place in the queue is not the present one.
   */
  Optional<Claim> claim(long trialId, String workerId);

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
   * Writes down what another attempt may go on from.
   *
   * @param key artifact key of the latest checkpoint
   * @param before the one before it; null where there is none
   * @param step last whole epoch of the latest
   */
  void keepCheckpoint(Claim claim, String key, @Nullable String before, int step);

  /**
   * Tells how far the present epoch is.
   *
   * @param fraction 0 to 1; null where it did not move since it was last told
   */
  Instruction progress(Claim claim, @Nullable Double fraction);

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
  void cancel(Claim claim, Instruction why, int step);

  /**
   * Gives the trial up: to the queue, or where its experiment is paused, to wait until it is
   * resumed. Where it or its experiment is cancelled, that is its end.
   *
   * @return the state it is in now
   */
  TrialState handBack(Claim claim);

  /**
   * Gives the trial up after a passing error: it is tried again a little later, or where it was
   * often enough, fails.
   *
   * @param reason one line for people
   * @return the state it is in now
   */
  TrialState retry(Claim claim, FailureKind kind, String reason);

  /** The same for a trial whose worker is lost; does nothing where another attempt holds it. */
  void workerLost(LostClaim lost);

  /** Ends a trial because its peers do better. */
  void prune(Claim claim, StopReason reason);

  /**
   * Takes the trial out of the queue after a whole epoch, until {@link #promote}; no worker is held
   * meanwhile.
   *
   * @return the state it is in now
   */
  TrialState pauseAtRung(Claim claim);

  /**
   * Queues a trial again that waits at a rung.
   *
   * @return whether it did
   */
  boolean promote(long trialId);
}
