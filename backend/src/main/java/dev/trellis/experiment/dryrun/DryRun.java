package dev.trellis.experiment.dryrun;

import dev.trellis.experiment.check.EpochTokens;
import dev.trellis.experiment.submission.ModelSizes;
import dev.trellis.experiment.submission.codec.Warning;
import dev.trellis.pruning.Pruner.Rung;
import dev.trellis.space.Assignment;
import java.util.List;
import java.util.Map;

/**
 * Plan of a submission that is validated and not created.
 *
 * @param spec submission in normal form
 * @param trialCount number of trials of the search
 * @param replicas maximum number of replicas of the best trials
 * @param epochTokens tokens of the training part that an epoch trains on
 * @param infeasibleShare fraction of the search space that the constraints exclude, 0 to 1
 * @param rungs rungs of the pruner with their numbers of trials; empty if the pruner has no rungs
 * @param forecast forecast of the duration
 * @param ignored JSON pointers of keys that have no effect
 * @param warnings warnings about valid parts that are probably mistakes
 * @param firstProposals assignments of the first trials, at most five
 */
public record DryRun(
    Map<String, Object> spec,
    long trialCount,
    long replicas,
    ModelSizes sizes,
    EpochTokens epochTokens,
    double infeasibleShare,
    List<Rung> rungs,
    Forecast forecast,
    List<String> ignored,
    List<Warning> warnings,
    List<Assignment> firstProposals) {}
