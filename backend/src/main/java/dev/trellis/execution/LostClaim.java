package dev.trellis.execution;

/**
 * A trial whose worker gave no sign for too long.
 *
 * @param attempt the attempt that the worker held
 */
public record LostClaim(long trialId, int attempt, long experimentId) {}
