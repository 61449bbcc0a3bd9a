package dev.trellis.execution.claim;

import dev.trellis.execution.planning.Planner;
import dev.trellis.experiment.TrialState;
import dev.trellis.training.FailureKind;
import java.util.Optional;

/**
 * Persistent claims of trials: claiming a trial, and giving it up without an outcome. Methods with
 * a {@link Claim} compare its attempt; they write nothing and throw {@link StaleClaimException} if
 * the claim is no longer the latest.
 *
 * <p>A trial must be given up, paused or promoted inside {@link Planner#change}, which holds the
 * lock of the experiment. A trigger maintains the queue: a trial is in it if and only if it is
 * QUEUED or RUNNING.
 */
public interface ClaimStore {
  /**
   * Claims a queued trial with a new attempt. Returns empty if the trial is not queued, if the
   * queue assigns it to another worker, or if it must be trained in a separate process and {@code
   * alone} is false.
   *
   * @param alone whether the trial gets a separate process
   */
  Optional<Claim> claim(long trialId, String workerId, boolean alone);

  /**
   * Returns whether the trial is queued and must be trained in a separate process, because it lost
   * its worker twice in a row and may be the cause.
   */
  boolean isSuspect(long trialId);

  /**
   * Gives the trial up. It returns to the queue, or pauses if its experiment is paused, or ends if
   * it or its experiment is cancelled.
   *
   * @return the new state
   */
  TrialState handBack(Claim claim);

  /**
   * Gives the trial up after a transient error. It is retried later, or fails if it has no retries
   * left.
   *
   * @param reason description in one line
   * @return the new state
   */
  TrialState retry(Claim claim, FailureKind kind, String reason);

  /** Gives a trial up whose worker is lost; does nothing if another attempt holds it. */
  void workerLost(ExpiredClaim lost);

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
