package dev.trellis.execution.planning;

import dev.trellis.execution.claim.Claim;
import dev.trellis.execution.claim.ClaimStore;
import dev.trellis.execution.planning.ExperimentProgressStore.OpenExperiment;
import dev.trellis.execution.planning.SearchStore.Proposal;
import dev.trellis.execution.planning.SearchStore.Replicated;
import dev.trellis.experiment.TrialState;
import dev.trellis.experiment.submission.spec.ExperimentSpec;
import dev.trellis.experiment.submission.spec.SearchOptions.Replication;
import dev.trellis.pruning.PruningDecision;
import dev.trellis.search.History;
import dev.trellis.search.SearchDefinition;
import dev.trellis.search.SearchStrategies;
import dev.trellis.search.SearchStrategy;
import dev.trellis.search.TrialSeeds;
import dev.trellis.space.Assignment;
import dev.trellis.stopping.SearchStopConditions;
import dev.trellis.training.ModelFamilies;
import dev.trellis.training.ModelFamily;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Executes the next actions of a search: proposals, promotions, ends and replicas. */
@Component
public class SearchExecutor {
  private final SearchStore search;
  private final ClaimStore claims;
  private final ExperimentProgressStore experiments;
  private final ModelFamilies families;

  SearchExecutor(
      SearchStore search,
      ClaimStore claims,
      ExperimentProgressStore experiments,
      ModelFamilies families) {
    this.search = search;
    this.claims = claims;
    this.experiments = experiments;
    this.families = families;
  }

  /**
   * Executes all possible actions, enqueued trials first. Returns whether nothing is left to do.
   */
  boolean advance(OpenExperiment locked, ExperimentSpec spec) {
    long free = Math.max(0, spec.parallelTrials() - locked.open());
    OpenExperiment experiment = locked.queued(search.queueEnqueued(locked.id(), free));
    return advanceSearch(experiment, spec) && replicate(experiment, spec);
  }

  private boolean advanceSearch(OpenExperiment experiment, ExperimentSpec spec) {
    if (experiment.endReason() != null) {
      return experiment.searching() == 0;
    }
    boolean isReplicating =
        experiment.replicas() > 0
            && experiment.searching() == 0
            && experiment.proposed() >= spec.trialCount();
    if (isReplicating) {
      return true;
    }
    return isPlain(spec) ? proposeUpToLimit(experiment, spec) : judge(experiment, spec);
  }

  /**
   * Returns whether the numbers of the trials determine all actions, because neither a pruner nor a
   * strategy reads values.
   */
  static boolean isPlain(ExperimentSpec spec) {
    return !strategy(spec).isAdaptive()
        && spec.search().pruner() == null
        && spec.search().batch() == null
        && spec.search().stopWhen().equals(SearchStopConditions.NEVER);
  }

  private boolean proposeUpToLimit(OpenExperiment experiment, ExperimentSpec spec) {
    long free = spec.parallelTrials() - experiment.open();
    long left = spec.trialCount() - experiment.proposed();
    long count = Math.max(0, Math.min(free, left));
    History nothing = History.empty(spec.objective().goal());
    propose(experiment, spec, count, nothing, null);
    return count + experiment.searching() == 0;
  }

  private boolean judge(OpenExperiment experiment, ExperimentSpec spec) {
    List<PlannedTrial> known = search.trials(experiment.id(), compared(spec, 0));
    SearchActions steps = SearchActions.of(spec, known, spec.trialCount());
    if (steps.end() != null) {
      search.end(experiment.id(), steps.end());
      return known.stream().noneMatch(trial -> trial.state() == TrialState.RUNNING);
    }
    Map<Long, Long> ids = new HashMap<>();
    known.stream()
        .filter(trial -> !trial.isEnqueued())
        .forEach(trial -> ids.put(trial.place(), trial.id()));
    // the steps know nothing of replicas and reruns, which take places too
    long free = Math.max(0, spec.parallelTrials() - experiment.open());
    List<Long> promoted = steps.promoted().stream().limit(free).toList();
    promoted.forEach(place -> claims.promote(ids.getOrDefault(place, -1L)));
    steps
        .dismissed()
        .forEach((place, reason) -> search.dismiss(ids.getOrDefault(place, -1L), reason));
    long proposals = Math.min(steps.proposals(), free - promoted.size());
    if (proposals > 0) {
      var earlier = search.earlier(spec.search().warmStart());
      History history = SearchActions.history(spec, earlier, known, steps.seen());
      HistorySnapshot seen = strategy(spec).isAdaptive() ? seen(known, steps.seen()) : null;
      propose(experiment, spec, proposals, history, seen);
    }
    return steps.isOver();
  }

  private static HistorySnapshot seen(List<PlannedTrial> known, long count) {
    List<HistorySnapshot.Unfinished> unfinished =
        known.stream()
            .limit(count)
            .filter(trial -> !trial.state().isOver())
            .map(
                trial ->
                    new HistorySnapshot.Unfinished(
                        trial.number(), trial.epochs(), trial.waitsAtRung()))
            .toList();
    return new HistorySnapshot(count, unfinished);
  }

  private void propose(
      OpenExperiment experiment,
      ExperimentSpec spec,
      long count,
      History history,
      @Nullable HistorySnapshot seen) {
    if (count == 0) {
      return;
    }
    ModelFamily family = families.named(spec.family());
    List<Proposal> proposals = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      long place = experiment.proposed() + i;
      Assignment assignment = strategy(spec).propose(searchOf(spec), history, place);
      long size = family.parameterCount(assignment, experiment.data());
      long seed = TrialSeeds.of(spec.seed(), place);
      proposals.add(new Proposal(experiment.nextNumber() + i, assignment, seed, size, null));
    }
    search.propose(experiment.id(), proposals, seen);
    experiments.setProposed(experiment.id(), experiment.proposed() + count);
  }

  static SearchDefinition searchOf(ExperimentSpec spec) {
    return new SearchDefinition(spec.space(), spec.seed(), spec.search().order());
  }

  static SearchStrategy strategy(ExperimentSpec spec) {
    return SearchStrategies.findByName(spec.method()).orElseThrow();
  }

  /** Trains the best again, as many at a time as may run; whether all of it is done. */
  private boolean replicate(OpenExperiment experiment, ExperimentSpec spec) {
    Replication wanted = spec.search().replication();
    if (wanted == null) {
      return true;
    }
    List<Proposal> missing = new ArrayList<>();
    for (Replicated original : search.best(experiment.id(), wanted.top())) {
      for (long seed = original.replicas(); seed < wanted.seeds(); seed++) {
        missing.add(
            new Proposal(
                experiment.nextNumber() + missing.size(),
                original.assignment(),
                TrialSeeds.ofReplica(original.seed(), seed),
                original.parameterCount(),
                original.id()));
      }
    }
    long free = Math.max(0, spec.parallelTrials() - experiment.open());
    search.propose(experiment.id(), missing.stream().limit(free).toList(), null);
    return experiment.open() + experiment.paused() == 0 && missing.isEmpty();
  }

  /** Returns the pruning decision for a trial that has just completed an epoch. */
  PruningDecision afterEpoch(Claim claim, ExperimentSpec spec, int epoch) {
    List<Integer> compared = compared(spec, epoch);
    if (compared.isEmpty() || epoch <= search.grantedEpochs(claim.trialId())) {
      return new PruningDecision.Continue();
    }
    List<PlannedTrial> known = search.trials(claim.experimentId(), compared);
    return known.stream().anyMatch(trial -> trial.id() == claim.trialId())
        ? SearchActions.afterEpoch(spec, known, spec.trialCount(), claim.number())
        : new PruningDecision.Continue();
  }

  /** Returns the epochs at which the pruner compares curves. */
  private static List<Integer> compared(ExperimentSpec spec, int epoch) {
    return spec.search()
        .chosenPruner()
        .map(pruner -> pruner.comparedEpochs(spec.earlyStopping().maxEpochs(), epoch))
        .orElse(List.of());
  }
}
