package dev.trellis.experiment.dryrun;

import dev.trellis.experiment.check.EpochTokens;
import dev.trellis.experiment.submission.ModelSizes;
import dev.trellis.experiment.submission.codec.Warning;
import dev.trellis.pruning.Pruner.Rung;
import dev.trellis.space.Assignment;
import java.util.List;
import java.util.Map;

/**
 * What a submission would do, without doing it.
 *
 * @param spec the submission in normal form
 * @param trialCount of the search itself
 * @param replicas at most so many more repeat its best with other seeds
 * @param epochTokens tokens of the training part that an epoch trains on
 * @param infeasibleShare of the points that its method might propose, how many the constraints keep
 *     out, 0 to 1
 * @param rungs where trials wait for their pruner and how many come there; empty where there are no
 *     rungs
 * @param forecast how long all of it may take
 * @param ignored JSON pointers of keys that mean nothing here
 * @param warnings what is valid but probably not meant
 * @param firstProposals assignments of its first trials, at most five
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
