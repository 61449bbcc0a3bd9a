package dev.trellis.experiment;

/**
 * An experiment was submitted or cancelled. Published inside the transaction that did it, so that
 * what follows from it is done with it or not at all.
 */
public record ExperimentChanged(long experimentId) {}
