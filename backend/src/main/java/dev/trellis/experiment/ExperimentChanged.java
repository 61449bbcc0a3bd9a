package dev.trellis.experiment;

/**
 * Published if an experiment was submitted or cancelled, inside the same transaction, so that the
 * consequences are committed with it or not at all.
 */
public record ExperimentChanged(long experimentId) {}
