package dev.trellis.execution.claim;

/**
 * Another worker claimed the trial, or it is over: whoever trains it must stop and write nothing.
 */
public final class StaleClaimException extends RuntimeException {
  public StaleClaimException(Claim claim) {
    super("trial %d is no longer attempt %d's".formatted(claim.trialId(), claim.attempt()));
  }
}
