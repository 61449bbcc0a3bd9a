package dev.trellis.experiment;

import dev.trellis.experiment.submission.ModelSizes;
import dev.trellis.space.Assignment;
import java.util.List;
import java.util.Map;

/**
 * What a submission would do, without doing it.
 *
 * @param spec the submission in normal form
 * @param ignored JSON pointers of keys that mean nothing here
 * @param firstProposals assignments of its first trials, at most five
 */
public record DryRun(
    Map<String, Object> spec,
    long trialCount,
    ModelSizes sizes,
    List<String> ignored,
    List<Assignment> firstProposals) {}
