package dev.trellis.execution;

import dev.trellis.artifact.ArtifactStore;
import dev.trellis.dataset.TrainingData;
import dev.trellis.experiment.ExperimentStore;
import dev.trellis.experiment.submission.ExperimentSpec;
import dev.trellis.stopping.StoppingRules;
import dev.trellis.training.EpochLoop;
import dev.trellis.training.ModelFamilies;
import dev.trellis.training.ModelFamily;
import dev.trellis.training.TrainableModel;
import dev.trellis.training.TrainingTexts;
import dev.trellis.training.TrialOutcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Trains trials, from claim to outcome, each on the thread that asks for it. */
@Component
public class TrialRunner {
  private static final Logger log = LoggerFactory.getLogger(TrialRunner.class);

  private final ExperimentStore experiments;
  private final TrialLedger trials;
  private final Planner planner;
  private final ModelFamilies families;
  private final TrainingTexts texts;
  private final ArtifactStore artifacts;
  private final WorkerProperties worker;
  private final InstantSource time;
  private volatile boolean shuttingDown;

  TrialRunner(
      ExperimentStore experiments,
      TrialLedger trials,
      Planner planner,
      ModelFamilies families,
      TrainingTexts texts,
      ArtifactStore artifacts,
      WorkerProperties worker,
      InstantSource time) {
    this.experiments = experiments;
    this.trials = trials;
    this.planner = planner;
    this.families = families;
    this.texts = texts;
    this.artifacts = artifacts;
    this.worker = worker;
    this.time = time;
  }

  /** From now on trials stop between two minibatches and are handed back. */
  public void shutDown() {
    shuttingDown = true;
  }

  /**
   * Claims and trains a trial.
   *
   * @return whether the queue is done with it; false where it was handed back
   */
  public boolean run(long trialId, String workerId) {
    Optional<Claim> claim = trials.claim(trialId, workerId);
    try {
      return claim.isEmpty() || train(claim.get());
    } catch (ClaimLost lost) {
      log.info("{}; its training here ends", lost.getMessage());
      return true;
    }
  }

  private boolean train(Claim claim) {
    ExperimentSpec spec = experiments.spec(claim.experimentId()).orElseThrow();
    var stopping = spec.earlyStopping();
    var rules =
        StoppingRules.of(
            spec.objective(),
            stopping.maxEpochs(),
            stopping.patience(),
            stopping.minDelta(),
            spec.budget().perTrial());
    var reporter = new TrialReporter(claim, spec.objective(), trials, time, () -> shuttingDown);
    var checkpoints =
        new TrialCheckpoints(claim, trials, artifacts, time, worker.checkpointInterval());
    Path modelFile = temporaryFile();
    try {
      TrialOutcome outcome =
          new EpochLoop(spec.objective(), rules, time)
              .run(() -> model(claim, spec), reporter, checkpoints, modelFile);
      boolean over = end(claim, outcome, reporter, modelFile);
      if (over) {
        checkpoints.deleteAll();
      }
      return over;
    } finally {
      delete(modelFile);
    }
  }

  private TrainableModel model(Claim claim, ExperimentSpec spec) {
    String digest = Objects.requireNonNull(spec.datasetDigest(), "a stored spec names its text");
    ModelFamily family = families.named(spec.family());
    TrainingData data = texts.prepare(digest, family.data(), spec.preparation());
    return family.create(claim.assignment(), data, claim.seed());
  }

  private boolean end(Claim claim, TrialOutcome outcome, TrialReporter reporter, Path modelFile) {
    if (outcome instanceof TrialOutcome.Completed completed) {
      String model = keep(claim, modelFile);
      planner.change(claim.experimentId(), () -> trials.complete(claim, completed, model));
    } else if (outcome instanceof TrialOutcome.Failed failed) {
      planner.change(claim.experimentId(), () -> trials.fail(claim, failed));
    } else if (outcome instanceof TrialOutcome.Interrupted interrupted) {
      if (reporter.instruction() == Instruction.GO_ON) {
        trials.handBack(claim);
        return false;
      }
      planner.change(
          claim.experimentId(),
          () -> trials.cancel(claim, reporter.instruction(), interrupted.step()));
    }
    return true;
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
