package dev.trellis.execution;

import static dev.trellis.execution.Narration.NARRATION;
import static dev.trellis.execution.Narration.tell;

import dev.trellis.artifact.ArtifactStore;
import dev.trellis.experiment.submission.ExperimentSpec;
import dev.trellis.stopping.Decision;
import dev.trellis.training.TrialOutcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down how trials leave this worker, however long the database is away. */
final class Outcomes {
  private static final Logger log = LoggerFactory.getLogger(Outcomes.class);

  private final TrialLedger trials;
  private final Claims claims;
  private final Planner planner;
  private final ArtifactStore artifacts;
  private final BooleanSupplier shuttingDown;

  Outcomes(
      TrialLedger trials,
      Claims claims,
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
    Instruction why = reporter.instruction();
    if (why == Instruction.CANCEL || why == Instruction.OUT_OF_BUDGET) {
      NARRATION.info("ends after epoch {}: {}", step, why);
      untilWritten(claim, () -> trials.cancel(claim, why, step));
      follow(claim, spec);
      return true;
    }
    if (why == Instruction.GO_ON && reporter.decision() instanceof Decision.Prune ended) {
      NARRATION.info("pruned: {}", tell(ended.reason()));
      untilWritten(claim, () -> trials.prune(claim, ended.reason()));
      follow(claim, spec);
      return true;
    }
    boolean atRung = reporter.decision() instanceof Decision.Pause;
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
    } catch (ClaimLost lost) {
      if (!trials.isModelOf(claim.trialId(), model)) {
        forget(model);
        throw lost;
      }
      // written by a transaction whose commit went through though its answer was lost
    }
  }

  private void untilWritten(Claim claim, Runnable change) {
    PassingErrors.outlast(
        shuttingDown, "the outcome of trial %d".formatted(claim.trialId()), change);
  }

  /** What follows from the end; where that fails, {@link Pulse} makes up for it within seconds. */
  private void follow(Claim claim, ExperimentSpec spec) {
    try {
      if (!planner.canWait(claim.experimentId(), spec)) {
        planner.tend(claim.experimentId());
      }
    } catch (RuntimeException error) {
      if (!PassingErrors.isPassing(error)) {
        throw error;
      }
      log.warn("what follows trial {} waits: {}", claim.trialId(), error.getMessage());
    }
  }

  /** Kept before the outcome is written, so that a completed trial always has its model. */
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
      log.warn("cannot delete {}: {}", model, e.getMessage());
    }
  }
}
