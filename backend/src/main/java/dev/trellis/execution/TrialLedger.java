package dev.trellis.execution;

import dev.trellis.space.Assignment;
import dev.trellis.training.TrialOutcome;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What happens to trials, written down. Everything but {@link #propose} and {@link #claim} carries
 * the claim's attempt and throws {@link ClaimLost}, writing nothing, where that is no longer the
 * latest.
 */
public interface TrialLedger {
  /**
   * @return id of the new trial, waiting for a worker
   */
  long propose(
      long experimentId, long number, Assignment assignment, long seed, long parameterCount);

  /** Claims the trial under a new attempt and forgets the curves of earlier ones; empty if over. */
  Optional<Claim> claim(long trialId, String workerId);

  /**
   * Tells how far the present epoch is.
   *
   * @param fraction 0 to 1
   */
  Instruction progress(Claim claim, double fraction);

  /** Adds an epoch to the curves, all of it or nothing. */
  void record(Claim claim, EpochRecord epoch);

  /**
   * @param model artifact key of the trained model; null where there is none
   */
  void complete(Claim claim, TrialOutcome.Completed outcome, @Nullable String model);

  void fail(Claim claim, TrialOutcome.Failed outcome);

  /**
   * Ends a trial that was stopped on request.
   *
   * @param step its last whole epoch
   */
  void cancel(Claim claim, Instruction why, int step);

  /** Gives the trial up, for another worker to start anew. */
  void handBack(Claim claim);
}
