package dev.trellis.execution;

/**
 * Another worker claimed the trial, or it is over: whoever trains it must stop and write nothing.
 */
public final class ClaimLost extends RuntimeException {
  public ClaimLost(Claim claim) {
    super("trial %d is no longer attempt %d's".formatted(claim.trialId(), claim.attempt()));
  }
}
