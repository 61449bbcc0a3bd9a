package dev.trellis.execution;

import dev.trellis.execution.ExperimentLedger.OpenExperiment;
import dev.trellis.experiment.ExperimentChanged;
import dev.trellis.experiment.ExperimentStates;
import dev.trellis.experiment.ExperimentStore;
import dev.trellis.experiment.submission.ExperimentSpec;
import dev.trellis.stopping.Decision;
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
  /** Where many trials need no training, the rest of them comes with the next pulse. */
  private static final int MOST_ROUNDS = 100;

  private final ExperimentStore store;
  private final ExperimentStates states;
  private final ExperimentLedger experiments;
  private final Searching searching;
  private final LinkLedger links;
  private final Provenance.Program program;

  Planner(
      ExperimentStore store,
      ExperimentStates states,
      ExperimentLedger experiments,
      Searching searching,
      LinkLedger links,
      Provenance.Program program) {
    this.store = store;
    this.states = states;
    this.experiments = experiments;
    this.searching = searching;
    this.links = links;
    this.program = program;
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
    states.lock(experimentId);
    change.run();
    tend(experimentId);
  }

  /** What becomes of a trial that has just ended an epoch, which its own rules let go on. */
  public Decision afterEpoch(Claim claim, ExperimentSpec spec, int epoch) {
    return searching.afterEpoch(claim, spec, epoch);
  }

  /** Proposes what may be proposed now; closes the experiment if there is nothing left to do. */
  @Transactional
  public void tend(long experimentId) {
    boolean moved = true;
    for (int round = 0; moved && round < MOST_ROUNDS; round++) {
      moved = experiments.lock(experimentId).filter(this::tend).isPresent();
    }
  }

  /**
   * Whether {@link #tend} would find nothing to do after a trial's end: enough others wait for a
   * worker, or all are proposed and some still open. Asked without a lock, so that trials that end
   * in great numbers do not queue up for it.
   */
  public boolean canWait(long experimentId, ExperimentSpec spec) {
    return Searching.isPlain(spec) && experiments.backlog(experimentId).suffices();
  }

  /** Whether there is more to do at once, because trials ended that nobody had to train. */
  private boolean tend(OpenExperiment experiment) {
    if (experiment.outOfBudget()) {
      long cancelled = experiments.cancelWaiting(experiment.id());
      if (experiment.open() + experiment.paused() == cancelled) {
        experiments.finish(experiment.id(), "budget");
      }
      return false;
    }
    ExperimentSpec spec = store.spec(experiment.id()).orElseThrow();
    if (searching.advance(experiment, spec)) {
      experiments.finish(experiment.id(), experiment.endReason());
      return false;
    }
    return spec.search().reuse()
        && program.commit() != null
        && links.link(experiment.id(), program) > 0;
  }
}
