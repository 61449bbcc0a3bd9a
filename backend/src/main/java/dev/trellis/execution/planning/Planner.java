package dev.trellis.execution.planning;

import dev.trellis.execution.claim.Claim;
import dev.trellis.execution.claim.StaleClaimException;
import dev.trellis.execution.planning.ExperimentProgressStore.OpenExperiment;
import dev.trellis.execution.provenance.Provenance;
import dev.trellis.experiment.ExperimentChanged;
import dev.trellis.experiment.ExperimentStateStore;
import dev.trellis.experiment.ExperimentStore;
import dev.trellis.experiment.submission.spec.ExperimentSpec;
import dev.trellis.problem.Problem;
import dev.trellis.pruning.PruningDecision;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps the allowed number of trials of an experiment open and closes the experiment if none is
 * left. Any process may call it at any time: it reads the current state and applies the missing
 * changes.
 */
@Component
public class Planner {
  /** If many trials need no training, the next housekeeping run continues. */
  private static final int MOST_ROUNDS = 100;

  private static final Logger log = LoggerFactory.getLogger(Planner.class);

  private final ExperimentStore store;
  private final ExperimentStateStore states;
  private final ExperimentProgressStore experiments;
  private final SearchExecutor searching;
  private final LinkedTrialStore links;
  private final Provenance.Program program;
  private final TransactionTemplate transaction;

  public Planner(
      ExperimentStore store,
      ExperimentStateStore states,
      ExperimentProgressStore experiments,
      SearchExecutor searching,
      LinkedTrialStore links,
      Provenance.Program program,
      PlatformTransactionManager transactions) {
    this.store = store;
    this.states = states;
    this.experiments = experiments;
    this.searching = searching;
    this.links = links;
    this.program = program;
    this.transaction = new TransactionTemplate(transactions);
  }

  @EventListener
  @Transactional
  public void onChange(ExperimentChanged change) {
    tend(change.experimentId());
  }

  /**
   * Changes a trial of the experiment and applies the consequences, both or neither.
   *
   * @throws StaleClaimException if the change throws it
   */
  @Transactional
  public void change(long experimentId, Runnable change) {
    // the experiment's row is locked before any of its trials', here as everywhere
    states.lock(experimentId);
    change.run();
    tend(experimentId);
  }

  /**
   * Returns the pruning decision for a trial that has just completed an epoch and has not met its
   * own stopping rules.
   */
  public PruningDecision afterEpoch(Claim claim, ExperimentSpec spec, int epoch) {
    return searching.afterEpoch(claim, spec, epoch);
  }

  /**
   * Proposes the trials that may be proposed now; closes the experiment if nothing is left to do.
   * It must begin a new transaction: the event log has the order in which transactions begin to
   * write, so it lists the ends of the trials before the end of the experiment. Inside {@link
   * #change}, it is part of that transaction.
   */
  public void tend(long experimentId) {
    if (Boolean.TRUE.equals(transaction.execute(status -> advance(experimentId)))) {
      transaction.executeWithoutResult(status -> close(experimentId));
    }
  }

  private boolean advance(long experimentId) {
    Next next = Next.MORE;
    for (int round = 0; next == Next.MORE && round < MOST_ROUNDS; round++) {
      next = experiments.lock(experimentId).map(this::advance).orElse(Next.WAIT);
    }
    return next == Next.NOTHING;
  }

  private void close(long experimentId) {
    experiments
        .lock(experimentId)
        .filter(experiment -> advance(experiment) == Next.NOTHING)
        .ifPresent(
            experiment ->
                experiments.finish(
                    experimentId, experiment.outOfBudget() ? "budget" : experiment.endReason()));
  }

  /**
   * Returns whether {@link #tend} would find nothing to do after the end of a trial: enough trials
   * are queued, or all are proposed and some are open. Reads without a lock, so that many ends at
   * the same time do not wait for each other.
   */
  public boolean canWait(long experimentId, ExperimentSpec spec) {
    return SearchExecutor.isPlain(spec) && experiments.backlog(experimentId).suffices();
  }

  /**
   * Ends an experiment that cannot be planned any more as FAILED, with the reason.
   *
   * @param endReason the word it keeps
   */
  public void fail(long experimentId, String endReason, String message) {
    log.error(
        "Experiment ended FAILED experiment={} reason={} cause={}",
        experimentId,
        endReason,
        message);
    transaction.executeWithoutResult(status -> experiments.fail(experimentId, endReason, message));
  }

  private Next advance(OpenExperiment experiment) {
    if (experiment.outOfBudget()) {
      long cancelled = experiments.cancelWaiting(experiment.id());
      return experiment.open() + experiment.paused() == cancelled ? Next.NOTHING : Next.WAIT;
    }
    ExperimentSpec spec;
    try {
      spec = store.spec(experiment.id()).orElseThrow();
    } catch (Problem unreadable) {
      fail(experiment.id(), "unreadable", String.valueOf(unreadable.getMessage()));
      return Next.WAIT;
    }
    if (searching.advance(experiment, spec)) {
      return Next.NOTHING;
    }
    boolean linked =
        spec.search().reuse()
            && program.commit() != null
            && links.link(experiment.id(), program) > 0;
    return linked ? Next.MORE : Next.WAIT;
  }

  /** Next step of the planner. */
  private enum Next {
    /** At once, because trials ended that nobody had to train. */
    MORE,
    /** Once a trial ends. */
    WAIT,
    NOTHING
  }
}
