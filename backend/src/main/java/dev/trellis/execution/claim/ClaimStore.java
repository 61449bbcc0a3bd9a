package dev.trellis.execution.claim;

import dev.trellis.execution.planning.Planner;
import dev.trellis.experiment.TrialState;
import dev.trellis.training.FailureKind;
import java.util.Optional;

/**
 * Who trains which trial, written down: how trials come to a worker, and how they leave it without
 * an outcome. What takes a {@link Claim} carries its attempt and throws {@link
 * StaleClaimException}, writing nothing, where that is no longer the latest.
 *
 * <p>A trial is given up, paused or promoted inside {@link Planner#change}, which holds the
 * experiment's lock. The queue follows by itself: a trial has a place in it exactly while it is
 * QUEUED or RUNNING.
 */
public interface ClaimStore {
  /**
   * Claims a waiting trial under a new attempt; empty where it does not wait, where this worker's
   * place in the queue is not the present one, or where it has to be trained alone.
   *
   * @param alone whether it gets a process of its own
   */
  Optional<Claim> claim(long trialId, String workerId, boolean alone);

  /**
   * Whether the trial waits and has to be trained alone: it lost its worker twice in a row, which
   * may be its own doing.
   */
  boolean isSuspect(long trialId);

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
