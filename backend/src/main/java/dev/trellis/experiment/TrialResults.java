package dev.trellis.experiment;

import dev.trellis.artifact.ArtifactStore;
import dev.trellis.home.WorkFiles;
import dev.trellis.problem.Problem;
import dev.trellis.problem.ProblemKind;
import dev.trellis.training.ConfusionMatrix;
import dev.trellis.training.ModelFamilies;
import dev.trellis.training.embedding.TrainedEmbedding.Neighbor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Service;

/** Results of a trial: model, confusion matrix, similar words, provenance. */
@Service
public class TrialResults {
  private static final int MOST_READERS = 2;
  private static final int MOST_WAITING = 16;
  private static final int MOST_SECONDS = 10;

  private final Experiments experiments;
  private final ExperimentStore specs;
  private final TrialStore trials;
  private final ModelFamilies families;
  private final ArtifactStore artifacts;
  private final WorkFiles files;
  private final Semaphore readers = new Semaphore(MOST_READERS, true);

  TrialResults(
      Experiments experiments,
      ExperimentStore specs,
      TrialStore trials,
      ModelFamilies families,
      ArtifactStore artifacts,
      WorkFiles files) {
    this.experiments = experiments;
    this.specs = specs;
    this.trials = trials;
    this.families = families;
    this.artifacts = artifacts;
    this.files = files;
  }

  /**
   * Returns the confusion matrix of the test part at the best epoch.
   *
   * @throws Problem if the trial does not exist or has no confusion matrix
   */
  public ConfusionMatrix confusion(long id) {
    Trial trial = experiments.trial(id);
    return trials
        .confusion(id)
        .orElseThrow(
            () ->
                Problem.notFound(
                    "Trial %d has no confusion matrix: it is %s, and only completed trials of task classification with a test part have one."
                        .formatted(id, trial.state())));
  }

  /**
   * Returns words whose vectors in the trial's model are nearest to that of a word, the nearest
   * first. Models are large files: at most {@value #MOST_READERS} are read at once.
   *
   * @throws Problem if there is no such trial, it has no model, the model has no such word, or too
   *     many models are being read
   */
  public List<Neighbor> nearest(long id, String word, int count) {
    Trial trial = experiments.trial(id);
    String family = specs.existingSpec(trial.experimentId()).family();
    awaitReader();
    try {
      return inFile(trial, file -> families.named(family).readEmbedding(file).nearest(word, count))
          .orElseThrow(
              () ->
                  Problem.notFound(
                      "The model of trial %d does not know '%s'; its vocabulary is that of the training part, and words are as they are written there."
                          .formatted(id, word)));
    } finally {
      readers.release();
    }
  }

  private void awaitReader() {
    try {
      if (readers.getQueueLength() < MOST_WAITING
          && readers.tryAcquire(MOST_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
    throw Problem.of(
        ProblemKind.UNAVAILABLE,
        "%d models are being read for nearest words, and more requests wait; try again in a moment."
            .formatted(MOST_READERS));
  }

  /** Use of a model's file. */
  private interface ModelUse<T> {
    T read(Path file) throws IOException;
  }

  private <T> T inFile(Trial trial, ModelUse<T> use) {
    try {
      Path file = files.create("model-", ".zip");
      try (InputStream in = openModel(trial)) {
        Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        return use.read(file);
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the model of trial " + trial.id(), e);
    }
  }

  /**
   * Returns the provenance of a trial.
   *
   * @throws Problem if the trial does not exist
   */
  public TrialProvenance provenance(long trialId) {
    Trial trial = experiments.trial(trialId);
    return new TrialProvenance(
        trial, experiments.experiment(trial.experimentId()).spec(), trials.provenance(trialId));
  }

  /**
   * Returns the model of the trial's best epoch as a DL4J zip.
   *
   * @throws Problem if the trial has no model, or it was deleted
   */
  public InputStream openModel(Trial trial) throws IOException {
    if (trial.model() == null) {
      throw Problem.notFound(
          "Trial %d has no model: it is %s, and only completed trials keep one."
              .formatted(trial.id(), trial.state()));
    }
    try {
      return artifacts.open(trial.model());
    } catch (NoSuchFileException gone) {
      throw Problem.notFound("The model of trial %d is gone.".formatted(trial.id()));
    }
  }
}
