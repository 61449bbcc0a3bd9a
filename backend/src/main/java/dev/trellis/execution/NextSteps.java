package dev.trellis.execution;

import dev.trellis.experiment.TrialState;
import dev.trellis.experiment.submission.ExperimentSpec;
import dev.trellis.metric.MetricPoint;
import dev.trellis.search.History;
import dev.trellis.search.Observation;
import dev.trellis.stopping.Contender;
import dev.trellis.stopping.Decision;
import dev.trellis.stopping.Field;
import dev.trellis.stopping.Pruner;
import dev.trellis.stopping.StopReason;
import dev.trellis.stopping.StopWhen;
import dev.trellis.stopping.Verdicts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What follows from where the trials of a search are. A pure function: the planner carries it out,
 * a simulator plays it.
 *
 * @param promoted numbers of trials that leave their rung for the queue
 * @param dismissed numbers of trials that end at their rung, each with why
 * @param proposals how many trials to propose
 * @param seen how many trials, from number 0, the proposals may learn from
 * @param end the word for why the search ends before all its trials; null where it does not
 * @param isOver whether nothing is left to do in the search
 */
record NextSteps(
    List<Long> promoted,
    Map<Long, StopReason> dismissed,
    long proposals,
    long seen,
    @Nullable String end,
    boolean isOver) {

  /**
   * @param trials by number, all that compete
   * @param trialCount how many there are to be in all
   */
  static NextSteps of(ExperimentSpec spec, List<PlannedTrial> trials, long trialCount) {
    long open = trials.stream().filter(PlannedTrial::isOpen).count();
    long left = Math.max(0, trialCount - trials.size());
    Integer batch = spec.search().batch();
    if (batch != null && !isBetweenBatches(batch, trials.size(), left)) {
      long rest = batch - trials.size() % batch;
      return propose(spec, trials, Math.min(rest, Math.min(left, free(spec, open))));
    }
    if (batch != null && open > 0) {
      return propose(spec, trials, 0);
    }
    Optional<String> end = end(spec, trials);
    return end.isPresent()
        ? new NextSteps(List.of(), Map.of(), 0, 0, end.get(), true)
        : judge(spec, trials, trialCount, open, left);
  }

  private static NextSteps propose(ExperimentSpec spec, List<PlannedTrial> trials, long count) {
    return new NextSteps(List.of(), Map.of(), count, seen(spec, trials.size()), null, false);
  }

  private static NextSteps judge(
      ExperimentSpec spec, List<PlannedTrial> trials, long trialCount, long open, long left) {
    Verdicts verdicts =
        spec.search()
            .chosenPruner()
            .map(one -> one.verdicts(field(spec, trials, trialCount), open == 0 && left == 0))
            .orElse(Verdicts.NONE);
    List<Long> promoted = verdicts.promoted().stream().limit(free(spec, open)).toList();
    Integer batch = spec.search().batch();
    long most = Math.min(left, free(spec, open) - promoted.size());
    long proposals = batch == null ? most : promoted.isEmpty() ? Math.min(batch, most) : 0;
    long waiting = trials.stream().filter(PlannedTrial::waitsAtRung).count();
    boolean isOver = open == 0 && left == 0 && waiting == verdicts.dismissed().size();
    return new NextSteps(
        promoted, verdicts.dismissed(), proposals, seen(spec, trials.size()), null, isOver);
  }

  private static long free(ExperimentSpec spec, long open) {
    return Math.max(0, spec.parallelTrials() - open);
  }

  /** With batches, what waits is judged when all of a batch have come to rest. */
  private static boolean isBetweenBatches(int batch, long proposed, long left) {
    return proposed % batch == 0 || left == 0;
  }

  private static long seen(ExperimentSpec spec, long proposed) {
    Integer batch = spec.search().batch();
    return batch == null ? proposed : proposed - proposed % batch;
  }

  private static Field field(ExperimentSpec spec, List<PlannedTrial> trials, long trialCount) {
    List<Contender> contenders = trials.stream().map(PlannedTrial::contender).toList();
    return new Field(
        spec.objective().goal(), spec.earlyStopping().maxEpochs(), trialCount, contenders);
  }

  /**
   * What becomes of a trial after an epoch. With batches it is held against trials of earlier
   * batches alone, and waits at every rung, so that nothing depends on who came first.
   *
   * @param number of the trial, which is open
   */
  static Decision afterEpoch(
      ExperimentSpec spec, List<PlannedTrial> trials, long trialCount, long number) {
    Optional<Pruner> pruner = spec.search().chosenPruner();
    Integer batch = spec.search().batch();
    if (pruner.isEmpty()) {
      return new Decision.GoOn();
    }
    List<PlannedTrial> peers =
        trials.stream()
            .filter(
                one ->
                    batch == null
                        || one.number() == number
                        || one.number() < number - number % batch)
            .toList();
    Contender contender =
        peers.stream().filter(one -> one.number() == number).findFirst().orElseThrow().contender();
    Decision alone =
        pruner.get().decide(field(spec, List.of(), trialCount).only(contender), contender);
    return batch != null && alone instanceof Decision.Pause
        ? alone
        : pruner.get().decide(field(spec, peers, trialCount), contender);
  }

  private static Optional<String> end(ExperimentSpec spec, List<PlannedTrial> trials) {
    List<StopWhen.Ended> ended =
        trials.stream()
            .filter(one -> one.state().isOver() || one.waitsAtRung())
            .map(one -> ended(spec, one))
            .toList();
    return spec.search()
        .stopWhen()
        .reason(spec.objective().goal(), spec.objective().target(), ended);
  }

  private static StopWhen.Ended ended(ExperimentSpec spec, PlannedTrial trial) {
    double best =
        trial.objective().best(spec.objective().goal()).map(MetricPoint::value).orElse(Double.NaN);
    return new StopWhen.Ended(best, trial.state() == TrialState.FAILED);
  }

  /**
   * What a strategy may learn from.
   *
   * @param earlier what it takes over from other experiments
   */
  static History history(
      ExperimentSpec spec, List<Observation> earlier, List<PlannedTrial> trials, long seen) {
    var own = trials.stream().limit(seen).map(trial -> trial.observation(spec.objective().goal()));
    return new History(spec.objective().goal(), Stream.concat(earlier.stream(), own).toList());
  }
}
