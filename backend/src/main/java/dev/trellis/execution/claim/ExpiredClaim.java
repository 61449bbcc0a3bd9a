package dev.trellis.execution.claim;

/**
 * A trial whose worker gave no sign for too long.
 *
 * @param attempt the attempt that the worker held
 */
public record ExpiredClaim(long trialId, int attempt, long experimentId) {}
