package dev.trellis.execution.rerun;

import dev.trellis.experiment.TrialState;

/**
 * A trial trained again, in an experiment of its own.
 *
 * @param trialId the rerun
 * @param rerunOf the original
 */
public record Rerun(
    long trialId, long experimentId, long rerunOf, TrialState state, CurveComparison match) {}
