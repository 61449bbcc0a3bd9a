package dev.trellis.execution.worker;

import static dev.trellis.execution.log.TrialLogMessages.NARRATION;
import static dev.trellis.execution.log.TrialLogMessages.tell;

import dev.trellis.artifact.ArtifactStore;
import dev.trellis.execution.Housekeeping;
import dev.trellis.execution.claim.Claim;
import dev.trellis.execution.claim.ClaimStore;
import dev.trellis.execution.claim.StaleClaimException;
import dev.trellis.execution.planning.Planner;
import dev.trellis.execution.retry.TransientErrors;
import dev.trellis.experiment.submission.spec.ExperimentSpec;
import dev.trellis.pruning.PruningDecision;
import dev.trellis.training.TrialOutcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down how trials leave this worker, however long the database is away. */
final class TrialOutcomeWriter {
  private static final Logger log = LoggerFactory.getLogger(TrialOutcomeWriter.class);

  private final TrialProgressStore trials;
  private final ClaimStore claims;
  private final Planner planner;
  private final ArtifactStore artifacts;
  private final BooleanSupplier shuttingDown;

  TrialOutcomeWriter(
      TrialProgressStore trials,
      ClaimStore claims,
      Planner planner,
      ArtifactStore artifacts,
      BooleanSupplier shuttingDown) {
    this.trials = trials;
    this.claims = claims;
    this.planner = planner;
    this.artifacts = artifacts;
    this.shuttingDown = shuttingDown;
  }

  /**
   * @param modelFile the model of a completed trial
   * @return whether the trial is over
   */
  boolean write(
      Claim claim,
      ExperimentSpec spec,
      TrialOutcome outcome,
      TrialReporter reporter,
      Path modelFile) {
    if (outcome instanceof TrialOutcome.Interrupted interrupted) {
      return stop(claim, spec, reporter, interrupted.step());
    }
    if (outcome instanceof TrialOutcome.Completed completed) {
      NARRATION.info("completed: {}; {}", tell(completed.reason()), tell(completed.test()));
      complete(claim, completed, modelFile);
    } else if (outcome instanceof TrialOutcome.Failed failed) {
      NARRATION.error("failed: {}; {}", tell(failed.reason()), failed.message());
      untilWritten(claim, () -> trials.fail(claim, failed));
    }
    follow(claim, spec);
    return true;
  }

  private boolean stop(Claim claim, ExperimentSpec spec, TrialReporter reporter, int step) {
    WorkerInstruction why = reporter.instruction();
    if (why == WorkerInstruction.CANCEL || why == WorkerInstruction.OUT_OF_BUDGET) {
      NARRATION.info("ends after epoch {}: {}", step, why);
      untilWritten(claim, () -> trials.cancel(claim, why, step));
      follow(claim, spec);
      return true;
    }
    if (why == WorkerInstruction.GO_ON
        && reporter.decision() instanceof PruningDecision.Prune ended) {
      NARRATION.info("pruned: {}", tell(ended.reason()));
      untilWritten(claim, () -> trials.prune(claim, ended.reason()));
      follow(claim, spec);
      return true;
    }
    boolean atRung = reporter.decision() instanceof PruningDecision.Pause;
    NARRATION.info(
        "stops after epoch {}, {}", step, atRung ? "to wait at a rung" : "to go on later");
    return giveUp(claim, atRung);
  }

  private boolean giveUp(Claim claim, boolean atRung) {
    AtomicBoolean over = new AtomicBoolean();
    Runnable change =
        () -> over.set((atRung ? claims.pauseAtRung(claim) : claims.handBack(claim)).isOver());
    untilWritten(claim, () -> planner.change(claim.experimentId(), change));
    return over.get();
  }

  private void complete(Claim claim, TrialOutcome.Completed outcome, Path modelFile) {
    String model = keep(claim, modelFile);
    try {
      untilWritten(claim, () -> trials.complete(claim, outcome, model));
    } catch (StaleClaimException lost) {
      if (!trials.isModelOf(claim.trialId(), model)) {
        forget(model);
        throw lost;
      }
      // written by a transaction whose commit went through though its answer was lost
    }
  }

  private void untilWritten(Claim claim, Runnable change) {
    TransientErrors.retryUntilAvailable(
        shuttingDown, "the outcome of trial %d".formatted(claim.trialId()), change);
  }

  /**
   * Applies the consequences of the end; if that fails, {@link Housekeeping} repeats it within
   * seconds.
   */
  private void follow(Claim claim, ExperimentSpec spec) {
    try {
      if (!planner.canWait(claim.experimentId(), spec)) {
        planner.tend(claim.experimentId());
      }
    } catch (RuntimeException error) {
      if (!TransientErrors.isTransient(error)) {
        throw error;
      }
      log.warn(
          "Planning after the end of a trial deferred trial={} cause={}",
          claim.trialId(),
          error.getMessage());
    }
  }

  /** StoredLine before the outcome is written, so that a completed trial always has its model. */
  private String keep(Claim claim, Path modelFile) {
    String key = "models/" + claim.trialId() + "/" + claim.attempt() + ".zip";
    try {
      artifacts.put(key, modelFile);
      return key;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep the model of trial " + claim.trialId(), e);
    }
  }

  private void forget(String model) {
    try {
      artifacts.delete(model);
    } catch (IOException e) {
      log.warn("Cannot delete a model key={} cause={}", model, e.getMessage());
    }
  }
}
