package dev.trellis.execution.claim;

/**
 * Thrown if another worker has claimed the trial or the trial has ended; the holder of the claim
 * must stop and write nothing.
 */
public final class StaleClaimException extends RuntimeException {
  public StaleClaimException(Claim claim) {
    super("trial %d is no longer attempt %d's".formatted(claim.trialId(), claim.attempt()));
  }
}
