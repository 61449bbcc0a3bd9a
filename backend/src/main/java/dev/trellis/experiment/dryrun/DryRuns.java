package dev.trellis.experiment.dryrun;

import dev.trellis.experiment.SubmissionChecks;
import dev.trellis.experiment.check.EpochTokens;
import dev.trellis.experiment.submission.ModelSizes;
import dev.trellis.experiment.submission.SubmissionWriter;
import dev.trellis.experiment.submission.spec.ExperimentSpec;
import dev.trellis.experiment.submission.spec.Submission;
import dev.trellis.problem.Problem;
import dev.trellis.pruning.Pruner.Rung;
import dev.trellis.search.History;
import dev.trellis.search.SearchDefinition;
import dev.trellis.search.SearchStrategies;
import dev.trellis.search.SearchStrategy;
import dev.trellis.space.Assignment;
import dev.trellis.training.ModelFamilies;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.springframework.stereotype.Service;

/** Computes the plan of a submission without creating an experiment. */
@Service
public class DryRuns {
  private static final int PROPOSALS_SHOWN = 5;
  private static final int PROPOSALS_FORETOLD = 64;

  private final SubmissionChecks checks;
  private final SubmissionWriter writer;
  private final ModelFamilies families;
  private final Forecasts forecasts;

  DryRuns(
      SubmissionChecks checks,
      SubmissionWriter writer,
      ModelFamilies families,
      Forecasts forecasts) {
    this.checks = checks;
    this.writer = writer;
    this.families = families;
    this.forecasts = forecasts;
  }

  /**
   * Returns the plan of a submission.
   *
   * @throws Problem with all violations, if the submission is not valid
   */
  public DryRun of(Submission submission) {
    SubmissionChecks.Checked checked = checks.check(submission.spec());
    ExperimentSpec spec = checked.spec();
    SearchStrategy strategy = SearchStrategies.findByName(spec.method()).orElseThrow();
    SearchDefinition search =
        new SearchDefinition(spec.space(), spec.seed(), spec.search().order());
    History nothing = History.empty(spec.objective().goal());
    LongFunction<Assignment> proposal = number -> strategy.propose(search, nothing, number);
    List<Rung> rungs =
        spec.search()
            .chosenPruner()
            .map(pruner -> pruner.planRungs(spec.earlyStopping().maxEpochs(), spec.trialCount()))
            .orElse(List.of());
    return new DryRun(
        writer.tree(spec),
        spec.trialCount(),
        spec.search().replicas(),
        ModelSizes.of(spec.space(), families.named(spec.family()), checked.data().shape()),
        EpochTokens.of(spec.space(), checked.data()),
        1 - strategy.feasibleFraction(spec.space()),
        rungs,
        forecasts.of(checked, rungs, spread(spec.trialCount(), proposal)),
        submission.ignored(),
        checked.warnings(submission),
        LongStream.range(0, Math.min(PROPOSALS_SHOWN, spec.trialCount()))
            .mapToObj(proposal)
            .toList());
  }

  /** Proposals from the first to the last, a few at even distances. */
  private static List<Assignment> spread(long trialCount, LongFunction<Assignment> proposal) {
    long shown = Math.min(PROPOSALS_FORETOLD, trialCount);
    return LongStream.range(0, shown)
        .map(place -> place * trialCount / shown)
        .mapToObj(proposal)
        .toList();
  }
}
