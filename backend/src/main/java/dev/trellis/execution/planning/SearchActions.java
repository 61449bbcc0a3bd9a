package dev.trellis.execution.planning;

import dev.trellis.experiment.TrialState;
import dev.trellis.experiment.submission.spec.ExperimentSpec;
import dev.trellis.metric.MetricPoint;
import dev.trellis.pruning.Cohort;
import dev.trellis.pruning.PeerTrial;
import dev.trellis.pruning.Pruner;
import dev.trellis.pruning.PruningDecision;
import dev.trellis.pruning.RungDecisions;
import dev.trellis.search.History;
import dev.trellis.search.Observation;
import dev.trellis.stopping.SearchStopConditions;
import dev.trellis.stopping.StopReason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Next actions of a search, as a pure function of the state of its trials. The planner executes
 * them, a simulator replays them.
 *
 * @param promoted places of trials that leave their rung for the queue
 * @param dismissed places of trials that end at their rung, each with its stop reason
 * @param proposals number of trials to propose
 * @param seen number of trials, from number 0, that the proposals may learn from
 * @param end reason of an early end; null if the search continues
 * @param isOver whether nothing is left to do in the search
 */
public record SearchActions(
    List<Long> promoted,
    Map<Long, StopReason> dismissed,
    long proposals,
    long seen,
    @Nullable String end,
    boolean isOver) {

  /**
   * @param trials by number, replicas left out
   * @param trialCount how many the search proposes in all
   */
  public static SearchActions of(ExperimentSpec spec, List<PlannedTrial> trials, long trialCount) {
    long open = trials.stream().filter(PlannedTrial::isOpen).count();
    long proposed = proposed(trials).size();
    long left = Math.max(0, trialCount - proposed);
    Integer batch = spec.search().batch();
    if (batch != null && !isBetweenBatches(batch, proposed, left)) {
      long rest = batch - proposed % batch;
      return propose(spec, trials, Math.min(rest, Math.min(left, free(spec, open))));
    }
    if (batch != null && open > 0) {
      return propose(spec, trials, 0);
    }
    Optional<String> end = end(spec, trials);
    return end.isPresent()
        ? new SearchActions(List.of(), Map.of(), 0, 0, end.get(), true)
        : judge(spec, trials, trialCount, open, left);
  }

  /** Those of the search itself: they alone fill batches and brackets. */
  private static List<PlannedTrial> proposed(List<PlannedTrial> trials) {
    return trials.stream().filter(trial -> !trial.isEnqueued()).toList();
  }

  private static SearchActions propose(ExperimentSpec spec, List<PlannedTrial> trials, long count) {
    return new SearchActions(List.of(), Map.of(), count, seen(spec, trials), null, false);
  }

  private static SearchActions judge(
      ExperimentSpec spec, List<PlannedTrial> trials, long trialCount, long open, long left) {
    RungDecisions verdicts =
        spec.search()
            .chosenPruner()
            .map(one -> one.decidePaused(field(spec, trials, trialCount), open == 0 && left == 0))
            .orElse(RungDecisions.NONE);
    List<Long> promoted = verdicts.promoted().stream().limit(free(spec, open)).toList();
    Integer batch = spec.search().batch();
    long most = Math.min(left, free(spec, open) - promoted.size());
    long proposals = batch == null ? most : promoted.isEmpty() ? Math.min(batch, most) : 0;
    long waiting =
        trials.stream().filter(one -> one.waitsAtRung() || one.waitsForItsTurn()).count();
    boolean isOver = open == 0 && left == 0 && waiting == verdicts.pruned().size();
    return new SearchActions(
        promoted, verdicts.pruned(), proposals, seen(spec, trials), null, isOver);
  }

  private static long free(ExperimentSpec spec, long open) {
    return Math.max(0, spec.parallelTrials() - open);
  }

  /**
   * With batches, the pruner judges paused trials only after all trials of the batch have paused or
   * ended.
   */
  private static boolean isBetweenBatches(int batch, long proposed, long left) {
    return proposed % batch == 0 || left == 0;
  }

  /** With batches, a proposal learns from the trials of earlier batches. */
  private static long seen(ExperimentSpec spec, List<PlannedTrial> trials) {
    Integer batch = spec.search().batch();
    long proposed = proposed(trials).size();
    if (batch == null || proposed % batch == 0) {
      return trials.size();
    }
    long first = proposed - proposed % batch;
    return trials.stream().takeWhile(one -> one.place() == null || one.place() < first).count();
  }

  private static Cohort field(ExperimentSpec spec, List<PlannedTrial> trials, long trialCount) {
    List<PeerTrial> contenders = proposed(trials).stream().map(PlannedTrial::contender).toList();
    return new Cohort(
        spec.objective().goal(), spec.earlyStopping().maxEpochs(), trialCount, contenders);
  }

  /**
   * Returns the pruning decision for a trial after an epoch. With batches, the trial is compared
   * only with trials of earlier batches, and it pauses at every rung, so that the decision does not
   * depend on the order of completion.
   *
   * @param number number of the trial, which must be open; an enqueued trial continues
   */
  public static PruningDecision afterEpoch(
      ExperimentSpec spec, List<PlannedTrial> trials, long trialCount, long number) {
    Optional<Pruner> pruner = spec.search().chosenPruner();
    Integer batch = spec.search().batch();
    Long place =
        trials.stream().filter(one -> one.number() == number).findFirst().orElseThrow().place();
    if (pruner.isEmpty() || place == null) {
      return new PruningDecision.Continue();
    }
    Cohort field = field(spec, trials, trialCount);
    PeerTrial contender =
        field.trials().stream().filter(one -> one.number() == place).findFirst().orElseThrow();
    if (batch != null) {
      PruningDecision alone = pruner.get().decide(field.only(contender), contender);
      if (alone instanceof PruningDecision.Pause) {
        return alone;
      }
      long first = place - place % batch;
      field = field.filter(one -> one.number() == place || one.number() < first);
    }
    return pruner.get().decide(field, contender);
  }

  private static Optional<String> end(ExperimentSpec spec, List<PlannedTrial> trials) {
    List<SearchStopConditions.FinishedTrial> ended =
        trials.stream()
            .filter(one -> one.state().isOver() || one.waitsAtRung())
            .map(one -> ended(spec, one))
            .toList();
    return spec.search()
        .stopWhen()
        .findEndReason(spec.objective().goal(), spec.objective().target(), ended);
  }

  private static SearchStopConditions.FinishedTrial ended(ExperimentSpec spec, PlannedTrial trial) {
    double best =
        trial.objective().best(spec.objective().goal()).map(MetricPoint::value).orElse(Double.NaN);
    return new SearchStopConditions.FinishedTrial(best, trial.state() == TrialState.FAILED);
  }

  /**
   * Returns the history that a strategy may learn from.
   *
   * @param earlier observations of other experiments
   */
  public static History history(
      ExperimentSpec spec, List<Observation> earlier, List<PlannedTrial> trials, long seen) {
    var own = trials.stream().limit(seen).map(trial -> trial.observation(spec.objective().goal()));
    return new History(spec.objective().goal(), Stream.concat(earlier.stream(), own).toList());
  }
}
