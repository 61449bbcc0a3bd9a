package dev.trellis.execution;

import dev.trellis.metric.MetricPoint;
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

  /** Claims the trial under a new attempt; empty if it is over. */
  Optional<Claim> claim(long trialId, String workerId);

  /**
   * Training begins at the end of an epoch: what an earlier attempt recorded after it is forgotten.
   *
   * @param last that epoch and its objective; null where training starts anew
   * @param best of all epochs up to it; null where there is none
   */
  void begin(Claim claim, @Nullable MetricPoint last, @Nullable MetricPoint best);

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

  /** Gives the trial up, for another worker to go on with. */
  void handBack(Claim claim);
}
