package dev.trellis.execution;

import dev.trellis.artifact.ArtifactStore;
import dev.trellis.dataset.TrainingData;
import dev.trellis.experiment.ExperimentStore;
import dev.trellis.experiment.submission.ExperimentSpec;
import dev.trellis.stopping.Decision;
import dev.trellis.stopping.StoppingRules;
import dev.trellis.training.EpochLoop;
import dev.trellis.training.FailureKind;
import dev.trellis.training.ModelFamilies;
import dev.trellis.training.ModelFamily;
import dev.trellis.training.TrainableModel;
import dev.trellis.training.TrainingTexts;
import dev.trellis.training.TrialFailure;
import dev.trellis.training.TrialOutcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Trains trials, from claim to outcome, each on the thread that asks for it. */
@Component
public class TrialRunner {
  private static final Logger log = LoggerFactory.getLogger(TrialRunner.class);
  private static final long RETRY_MILLIS = 1_000;

  private final ExperimentStore experiments;
  private final TrialLedger trials;
  private final Leases leases;
  private final Planner planner;
  private final ModelFamilies families;
  private final TrainingTexts texts;
  private final ArtifactStore artifacts;
  private final Provenances provenances;
  private final WorkerProperties worker;
  private final ProcessEnd end;
  private final InstantSource time;
  private volatile boolean shuttingDown;

  TrialRunner(
      ExperimentStore experiments,
      TrialLedger trials,
      Leases leases,
      Planner planner,
      ModelFamilies families,
      TrainingTexts texts,
      ArtifactStore artifacts,
      Provenances provenances,
      WorkerProperties worker,
      ProcessEnd end,
      InstantSource time) {
    this.experiments = experiments;
    this.trials = trials;
    this.leases = leases;
    this.planner = planner;
    this.families = families;
    this.texts = texts;
    this.artifacts = artifacts;
    this.provenances = provenances;
    this.worker = worker;
    this.end = end;
    this.time = time;
  }

  /** From now on trials stop between two minibatches and are handed back. */
  public void shutDown() {
    shuttingDown = true;
  }

  /** Claims the trial, trains it and writes down its outcome; or gives it up. */
  public void run(long trialId, String workerId) {
    if (shuttingDown) {
      leases.release(trialId, workerId);
      return;
    }
    trials.claim(trialId, workerId).ifPresent(claim -> run(claim, workerId));
  }

  private void run(Claim claim, String workerId) {
    try {
      train(claim, workerId);
    } catch (ClaimLost lost) {
      log.info("{}; its training here ends", lost.getMessage());
    } catch (RuntimeException passing) {
      log.warn("trial {} is given up for now", claim.trialId(), passing);
      planner.change(
          claim.experimentId(),
          () -> trials.retry(claim, FailureKind.ERROR, String.valueOf(passing.getMessage())));
    }
  }

  private void train(Claim claim, String workerId) {
    ExperimentSpec spec = experiments.spec(claim.experimentId()).orElseThrow();
    var stopping = spec.earlyStopping();
    var rules =
        StoppingRules.of(
            spec.objective(),
            stopping.maxEpochs(),
            stopping.patience(),
            stopping.minDelta(),
            spec.budget().perTrial());
    var checkpoints =
        new TrialCheckpoints(claim, trials, artifacts, time, worker.checkpointInterval());
    Path modelFile = temporaryFile();
    try (var reporter = reporter(claim, spec, workerId)) {
      TrialOutcome outcome =
          new EpochLoop(spec.objective(), rules, time)
              .run(() -> model(claim, spec), reporter, checkpoints, modelFile);
      reporter.finish();
      if (end(claim, outcome, reporter, modelFile)) {
        checkpoints.deleteAll();
      }
    } finally {
      delete(modelFile);
    }
  }

  private TrialReporter reporter(Claim claim, ExperimentSpec spec, String workerId) {
    return new TrialReporter(
        claim,
        spec.objective(),
        trials,
        (step, engines) ->
            provenances.of(claim, workerId, families.named(spec.family()), step, engines),
        spec.search().pruner() == null ? null : () -> planner.afterEpoch(claim, spec),
        new Watchdog(planner, trials, end, worker.stallLimit(), time),
        () -> shuttingDown);
  }

  private TrainableModel model(Claim claim, ExperimentSpec spec) {
    String digest = Objects.requireNonNull(spec.datasetDigest(), "a stored spec names its text");
    ModelFamily family = families.named(spec.family());
    TrainingData data = texts.prepare(digest, family.data(), spec.preparation());
    checkMemory(family.memory(claim.assignment(), data.shape()));
    return family.create(claim.assignment(), data, claim.seed());
  }

  /** Before anything is allocated: what does not fit would take the other trials down with it. */
  private void checkMemory(long needed) {
    long allowed = worker.trialMemoryBytes();
    if (needed > allowed) {
      throw new TrialFailure(
          FailureKind.OUT_OF_MEMORY,
          "The model needs about %,d MiB of native memory to train, and a trial may take %,d MiB here (trellis.worker.memory, shared by %d trials at once). Fewer hidden units, a smaller minibatch or shorter sequences need less."
              .formatted(needed >> 20, allowed >> 20, worker.parallelTrials()));
    }
  }

  /** Returns whether the trial is over. */
  private boolean end(Claim claim, TrialOutcome outcome, TrialReporter reporter, Path modelFile) {
    if (outcome instanceof TrialOutcome.Completed completed) {
      complete(claim, completed, modelFile);
    } else if (outcome instanceof TrialOutcome.Failed failed) {
      change(claim, () -> trials.fail(claim, failed));
    } else if (outcome instanceof TrialOutcome.Interrupted interrupted) {
      return stop(claim, reporter, interrupted.step());
    }
    return true;
  }

  private boolean stop(Claim claim, TrialReporter reporter, int step) {
    Instruction why = reporter.instruction();
    if (why == Instruction.CANCEL || why == Instruction.OUT_OF_BUDGET) {
      change(claim, () -> trials.cancel(claim, why, step));
      return true;
    }
    if (why == Instruction.GO_ON && reporter.decision() instanceof Decision.End ended) {
      change(claim, () -> trials.prune(claim, ended.reason()));
      return true;
    }
    boolean waits = reporter.decision() instanceof Decision.Pause;
    AtomicBoolean over = new AtomicBoolean();
    change(
        claim,
        () -> over.set((waits ? trials.pauseAtRung(claim) : trials.handBack(claim)).isOver()));
    return over.get();
  }

  private void complete(Claim claim, TrialOutcome.Completed outcome, Path modelFile) {
    String model = keep(claim, modelFile);
    try {
      change(claim, () -> trials.complete(claim, outcome, model));
    } catch (ClaimLost lost) {
      if (!trials.isModelOf(claim.trialId(), model)) {
        forget(model);
        throw lost;
      }
      // written by a transaction whose commit went through though its answer was lost
    }
  }

  /** As often as it takes while the database is away: an outcome is worth waiting for. */
  private void change(Claim claim, Runnable change) {
    while (true) {
      try {
        planner.change(claim.experimentId(), change);
        return;
      } catch (RuntimeException error) {
        if (shuttingDown || !PassingErrors.isPassing(error)) {
          throw error;
        }
        log.warn("the outcome of trial {} waits: {}", claim.trialId(), error.getMessage());
        rest();
      }
    }
  }

  private static void rest() {
    try {
      Thread.sleep(RETRY_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the database is away", e);
    }
  }

  /** Kept before the outcome is written, so that a completed trial always has its model. */
  private String keep(Claim claim, Path modelFile) {
    String key = "models/%d/%d.zip".formatted(claim.trialId(), claim.attempt());
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

  private static Path temporaryFile() {
    try {
      return Files.createTempFile("trellis-model-", ".zip");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write a temporary file", e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      log.warn("cannot delete {}: {}", file, e.getMessage());
    }
  }
}
