package dev.trellis.execution;

import dev.trellis.execution.ExperimentLedger.OpenExperiment;
import dev.trellis.experiment.ExperimentChanged;
import dev.trellis.experiment.ExperimentStore;
import dev.trellis.experiment.submission.ExperimentSpec;
import dev.trellis.search.History;
import dev.trellis.search.Search;
import dev.trellis.search.SearchStrategies;
import dev.trellis.search.TrialSeeds;
import dev.trellis.space.Assignment;
import dev.trellis.training.ModelFamilies;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps as many trials of an experiment open as may run at once, and closes the experiment when
 * none is left. Any process may call it at any time: it looks at what is there and does what is
 * missing.
 */
@Component
public class Planner {
  private final ExperimentStore store;
  private final ExperimentLedger experiments;
  private final TrialLedger trials;
  private final ModelFamilies families;

  Planner(
      ExperimentStore store,
      ExperimentLedger experiments,
      TrialLedger trials,
      ModelFamilies families) {
    this.store = store;
    this.experiments = experiments;
    this.trials = trials;
    this.families = families;
  }

  @EventListener
  @Transactional
  public void onChange(ExperimentChanged change) {
    tend(change.experimentId());
  }

  /**
   * Makes a change to a trial of the experiment and draws what follows from it, both or neither.
   *
   * @throws ClaimLost as the change does
   */
  @Transactional
  public void change(long experimentId, Runnable change) {
    // the experiment's row is locked before any of its trials', here as everywhere
    experiments.lock(experimentId);
    change.run();
    tend(experimentId);
  }

  /** Proposes what may be proposed now; closes the experiment if there is nothing left to do. */
  @Transactional
  public void tend(long experimentId) {
    experiments.lock(experimentId).ifPresent(this::tend);
  }

  private void tend(OpenExperiment experiment) {
    long open =
        experiment.outOfBudget()
            ? experiment.open() + experiment.paused() - experiments.cancelWaiting(experiment.id())
            : experiment.open() + experiment.paused() + proposeUpToLimit(experiment);
    if (open == 0) {
      close(experiment);
    }
  }

  /** Returns how many trials it proposed. */
  private long proposeUpToLimit(OpenExperiment experiment) {
    ExperimentSpec spec = store.spec(experiment.id()).orElseThrow();
    long free = spec.parallelTrials() - experiment.open();
    long left = spec.trialCount() - experiment.proposed();
    long count = Math.max(0, Math.min(free, left));
    for (long number = experiment.proposed(); number < experiment.proposed() + count; number++) {
      propose(experiment, spec, number);
    }
    experiments.setProposed(experiment.id(), experiment.proposed() + count);
    return count;
  }

  private void propose(OpenExperiment experiment, ExperimentSpec spec, long number) {
    Assignment assignment =
        SearchStrategies.named(spec.method())
            .orElseThrow()
            .propose(
                new Search(spec.space(), spec.seed()),
                History.none(spec.objective().goal()),
                number);
    long parameterCount =
        families.named(spec.family()).parameterCount(assignment, experiment.data());
    long seed = TrialSeeds.of(spec.seed(), number);
    trials.propose(experiment.id(), number, assignment, seed, parameterCount);
  }

  private void close(OpenExperiment experiment) {
    experiments.finish(experiment.id(), experiment.outOfBudget() ? "budget" : null);
  }
}
