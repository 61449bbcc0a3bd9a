package dev.trellis.execution.worker;

import static dev.trellis.execution.log.TrialLogMessages.NARRATION;

import dev.trellis.artifact.ArtifactStore;
import dev.trellis.dataset.text.TrainingData;
import dev.trellis.execution.claim.Claim;
import dev.trellis.execution.claim.ClaimStore;
import dev.trellis.execution.claim.LeaseStore;
import dev.trellis.execution.claim.StaleClaimException;
import dev.trellis.execution.log.TrialLogs;
import dev.trellis.execution.planning.Planner;
import dev.trellis.execution.process.IsolatedTrials;
import dev.trellis.execution.process.WorkerProperties;
import dev.trellis.execution.process.WorkerShutdown;
import dev.trellis.execution.provenance.ProvenanceReader;
import dev.trellis.execution.retry.TransientErrors;
import dev.trellis.experiment.ExperimentStore;
import dev.trellis.experiment.submission.spec.ExperimentSpec;
import dev.trellis.home.WorkFiles;
import dev.trellis.problem.Problem;
import dev.trellis.stopping.StoppingRules;
import dev.trellis.training.FailureKind;
import dev.trellis.training.ModelFamilies;
import dev.trellis.training.ModelFamily;
import dev.trellis.training.TrainableModel;
import dev.trellis.training.TrainingDataCache;
import dev.trellis.training.TrialFailedException;
import dev.trellis.training.TrialOutcome;
import dev.trellis.training.TrialTrainer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Trains trials, from claim to outcome, each on the thread that asks for it. */
@Component
public class TrialRunner {
  private static final Logger log = LoggerFactory.getLogger(TrialRunner.class);

  private final ExperimentStore experiments;
  private final ClaimStore claims;
  private final TrialProgressStore trials;
  private final CheckpointStore checkpointLedger;
  private final LeaseStore leases;
  private final IsolatedTrials suspects;
  private final Planner planner;
  private final ModelFamilies families;
  private final TrainingDataCache texts;
  private final ArtifactStore artifacts;
  private final WorkFiles files;
  private final ProvenanceReader provenances;
  private final TrialLogs logs;
  private final WorkerProperties worker;
  private final WorkerShutdown end;
  private final InstantSource time;
  private final TrialOutcomeWriter outcomes;
  private volatile boolean shuttingDown;

  public TrialRunner(
      ExperimentStore experiments,
      ClaimStore claims,
      TrialProgressStore trials,
      CheckpointStore checkpointLedger,
      LeaseStore leases,
      IsolatedTrials suspects,
      Planner planner,
      ModelFamilies families,
      TrainingDataCache texts,
      ArtifactStore artifacts,
      WorkFiles files,
      ProvenanceReader provenances,
      TrialLogs logs,
      WorkerProperties worker,
      WorkerShutdown end,
      InstantSource time) {
    this.experiments = experiments;
    this.claims = claims;
    this.trials = trials;
    this.checkpointLedger = checkpointLedger;
    this.leases = leases;
    this.suspects = suspects;
    this.planner = planner;
    this.families = families;
    this.texts = texts;
    this.artifacts = artifacts;
    this.files = files;
    this.provenances = provenances;
    this.logs = logs;
    this.worker = worker;
    this.end = end;
    this.time = time;
    this.outcomes = new TrialOutcomeWriter(trials, claims, planner, artifacts, () -> shuttingDown);
  }

  /** From now on trials stop between two minibatches and are handed back. */
  public void shutDown() {
    shuttingDown = true;
    suspects.shutDown();
  }

  /**
   * Claims the trial, trains it and stores its outcome, or gives it up. A trial that may have
   * killed its workers gets a separate process.
   */
  public void run(long trialId, String workerId) {
    if (shuttingDown) {
      leases.release(trialId, workerId);
      return;
    }
    Optional<Claim> claim = claims.claim(trialId, workerId, false);
    if (claim.isPresent()) {
      run(claim.get(), workerId);
    } else if (claims.isSuspect(trialId)) {
      suspects.train(trialId, workerId);
    }
  }

  /** The same in a process that trains no other trial, on behalf of that worker. */
  void runAlone(long trialId, String workerId) {
    claims.claim(trialId, workerId, true).ifPresent(claim -> run(claim, workerId));
  }

  private void run(Claim claim, String workerId) {
    logs.during(claim, () -> trainWhileClaimed(claim, workerId));
  }

  private void trainWhileClaimed(Claim claim, String workerId) {
    NARRATION.info("worker {} takes it", workerId);
    try {
      trainOrGiveUp(claim, workerId);
    } catch (StaleClaimException lost) {
      log.info("Claim lost; stopping the training cause={}", lost.getMessage());
    }
  }

  private void trainOrGiveUp(Claim claim, String workerId) {
    try {
      train(claim, workerId);
    } catch (StaleClaimException lost) {
      throw lost;
    } catch (RuntimeException passing) {
      if (passing instanceof Problem unreadable) {
        log.warn(
            "Cannot read the submission of a trial; giving it up trial={} cause={}",
            claim.trialId(),
            unreadable.getMessage());
      } else {
        log.warn(
            "Transient error; giving the trial up for a retry trial={}", claim.trialId(), passing);
      }
      String reason = String.valueOf(passing.getMessage());
      Runnable retry = () -> claims.retry(claim, FailureKind.ERROR, reason);
      TransientErrors.retryUntilAvailable(
          () -> shuttingDown, name(claim), () -> planner.change(claim.experimentId(), retry));
    }
  }

  private static String name(Claim claim) {
    return "trial %d".formatted(claim.trialId());
  }

  private void train(Claim claim, String workerId) {
    ExperimentSpec spec =
        untilDatabaseAnswers(claim, () -> experiments.spec(claim.experimentId()).orElseThrow());
    var stopping = spec.earlyStopping();
    var rules =
        StoppingRules.of(
            spec.objective(),
            stopping.maxEpochs(),
            stopping.patience(),
            stopping.minDelta(),
            spec.budget().perTrial());
    var checkpoints =
        new TrialCheckpoints(
            claim, checkpointLedger, artifacts, files, time, worker.checkpointInterval());
    Path modelFile = temporaryFile();
    try (var reporter = reporter(claim, spec, workerId)) {
      TrialOutcome outcome =
          new TrialTrainer(spec.objective(), rules, time)
              .run(
                  () -> untilDatabaseAnswers(claim, () -> model(claim, spec)),
                  reporter,
                  checkpoints,
                  modelFile);
      reporter.finish();
      if (outcomes.write(claim, spec, outcome, reporter, modelFile)) {
        checkpoints.deleteAll();
      }
    } finally {
      delete(modelFile);
    }
  }

  private <T> T untilDatabaseAnswers(Claim claim, Supplier<T> call) {
    return TransientErrors.retryUntilAvailable(() -> shuttingDown, name(claim), call);
  }

  private TrialReporter reporter(Claim claim, ExperimentSpec spec, String workerId) {
    return new TrialReporter(
        claim,
        spec.objective(),
        trials,
        (step, tokens, engines) ->
            provenances.of(claim, workerId, families.named(spec.family()), step, tokens, engines),
        spec.search().pruner() == null ? null : epoch -> planner.afterEpoch(claim, spec, epoch),
        new Watchdog(planner, trials, claims, end, worker.stallLimit(), time),
        () -> shuttingDown);
  }

  private TrainableModel model(Claim claim, ExperimentSpec spec) {
    String digest = Objects.requireNonNull(spec.datasetDigest(), "a stored spec names its text");
    ModelFamily family = families.named(spec.family());
    TrainingData data = texts.prepare(digest, family.dataKind(), spec.preparation());
    long memory = family.estimateMemory(claim.assignment(), data.shape());
    NARRATION.info(
        "{} is prepared, its vocabulary {} tokens; the model needs about {} MiB to train",
        spec.dataset(),
        data.vocabulary().size(),
        memory >> 20);
    checkMemory(memory);
    return family.create(claim.assignment(), data, claim.seed());
  }

  /**
   * Must be checked before anything is allocated: a trial that does not fit would end the other
   * trials too.
   */
  private void checkMemory(long needed) {
    long allowed = worker.trialMemoryBytes();
    if (needed > allowed) {
      throw new TrialFailedException(
          FailureKind.OUT_OF_MEMORY,
          "The model needs about %,d MiB of native memory to train, and a trial may take %,d MiB here (trellis.worker.memory, shared by %d trials at once). Fewer hidden units, a smaller minibatch or shorter sequences need less."
              .formatted(needed >> 20, allowed >> 20, worker.parallelTrials()));
    }
  }

  private Path temporaryFile() {
    try {
      return files.create("model-", ".zip");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write a temporary file", e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      log.warn("Cannot delete a temporary file file={} cause={}", file, e.getMessage());
    }
  }
}
