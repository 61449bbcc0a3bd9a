package dev.trellis.experiment;

import dev.trellis.artifact.ArtifactStore;
import dev.trellis.experiment.submission.ExperimentSpec;
import dev.trellis.experiment.submission.ModelSizes;
import dev.trellis.experiment.submission.Submission;
import dev.trellis.experiment.submission.SubmissionWriter;
import dev.trellis.paging.Page;
import dev.trellis.paging.PageRequest;
import dev.trellis.problem.Problem;
import dev.trellis.search.History;
import dev.trellis.search.Search;
import dev.trellis.search.SearchStrategies;
import dev.trellis.search.SearchStrategy;
import dev.trellis.space.Assignment;
import dev.trellis.training.ModelFamilies;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Experiments as their authors see them: submit, look, cancel, delete. */
@Service
public class Experiments {
  private static final int PROPOSALS_SHOWN = 5;

  private final SubmissionChecks checks;
  private final SubmissionWriter writer;
  private final ModelFamilies families;
  private final ExperimentStore experiments;
  private final TrialStore trials;
  private final ArtifactStore artifacts;
  private final ApplicationEventPublisher events;

  Experiments(
      SubmissionChecks checks,
      SubmissionWriter writer,
      ModelFamilies families,
      ExperimentStore experiments,
      TrialStore trials,
      ArtifactStore artifacts,
      ApplicationEventPublisher events) {
    this.checks = checks;
    this.writer = writer;
    this.families = families;
    this.experiments = experiments;
    this.trials = trials;
    this.artifacts = artifacts;
    this.events = events;
  }

  /**
   * Takes a submission on: stored whole and its first trials proposed, or nothing at all.
   *
   * @param source the submission as it was entered
   * @param idempotencyKey a second submission under the same key answers the first one's experiment
   * @throws Problem with all violations, where it is not valid
   */
  @Transactional
  public Experiment submit(Submission submission, String source, @Nullable String idempotencyKey) {
    Optional<Long> earlier =
        Optional.ofNullable(idempotencyKey).flatMap(experiments::submittedUnder);
    if (earlier.isPresent()) {
      return sameAgain(earlier.get(), source);
    }
    SubmissionChecks.Checked checked = checks.check(submission.spec());
    long id =
        experiments.insert(
            checked.spec(),
            writer.tree(checked.spec()),
            checked.data(),
            source,
            submission.ignored(),
            idempotencyKey);
    events.publishEvent(new ExperimentChanged(id));
    return experiment(id);
  }

  private Experiment sameAgain(long id, String source) {
    Experiment earlier = experiment(id);
    if (!earlier.source().equals(source)) {
      throw Problem.conflict(
          "This Idempotency-Key was used for experiment %d with another submission; take a new key."
              .formatted(id));
    }
    return earlier;
  }

  /**
   * Says what a submission would do, and does nothing.
   *
   * @throws Problem with all violations, where it is not valid
   */
  public DryRun dryRun(Submission submission) {
    SubmissionChecks.Checked checked = checks.check(submission.spec());
    ExperimentSpec spec = checked.spec();
    SearchStrategy strategy = SearchStrategies.named(spec.method()).orElseThrow();
    Search search = new Search(spec.space(), spec.seed());
    History nothing = History.none(spec.objective().goal());
    List<Assignment> first =
        LongStream.range(0, Math.min(PROPOSALS_SHOWN, spec.trialCount()))
            .mapToObj(number -> strategy.propose(search, nothing, number))
            .toList();
    return new DryRun(
        writer.tree(spec),
        spec.trialCount(),
        ModelSizes.of(spec.space(), families.named(spec.family()), checked.data()),
        submission.ignored(),
        first);
  }

  public Page<Experiment.Summary> list(
      @Nullable String search, @Nullable ExperimentState state, PageRequest page) {
    return experiments.list(search, state, page);
  }

  /**
   * @throws Problem where there is no such experiment
   */
  public Experiment experiment(long id) {
    return experiments
        .find(id)
        .orElseThrow(() -> Problem.notFound("There is no experiment %d.".formatted(id)));
  }

  /**
   * Ends an experiment: trials that wait are cancelled now, those that run within seconds.
   *
   * @throws Problem where there is no such experiment, or it is over already
   */
  @Transactional
  public Experiment cancel(long id) {
    Experiment experiment = experiment(id);
    if (!experiments.cancel(id)) {
      throw Problem.conflict(
          "Experiment %d is %s already; only a queued or running one can be cancelled."
              .formatted(id, experiment.summary().state()));
    }
    return experiment(id);
  }

  /**
   * Deletes an experiment with its trials, curves, models and checkpoints.
   *
   * @throws Problem where there is no such experiment, or it still has open trials
   */
  public void delete(long id) {
    experiment(id);
    List<Long> trialIds = trials.ids(id);
    if (!experiments.delete(id)) {
      throw Problem.conflict(
          "Experiment %d still has trials that wait or run; cancel it first.".formatted(id));
    }
    trialIds.forEach(this::deleteArtifacts);
  }

  private void deleteArtifacts(long trialId) {
    try {
      artifacts.deleteAll("models/%d/".formatted(trialId));
      artifacts.deleteAll("checkpoints/%d/".formatted(trialId));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete the files of trial " + trialId, e);
    }
  }

  /**
   * @param state null for all
   * @throws Problem where there is no such experiment
   */
  public Page<Trial> trials(long experimentId, @Nullable TrialState state, PageRequest page) {
    experiment(experimentId);
    return trials.list(experimentId, state, page);
  }

  /**
   * @throws Problem where there is no such trial
   */
  public Trial trial(long id) {
    return trials
        .find(id)
        .orElseThrow(() -> Problem.notFound("There is no trial %d.".formatted(id)));
  }

  /**
   * Ends one trial: now where it waits, within seconds where it runs.
   *
   * @throws Problem where there is no such trial, or it is over already
   */
  @Transactional
  public Trial cancelTrial(long id) {
    Trial trial = trial(id);
    if (!trials.cancel(id)) {
      throw Problem.conflict(
          "Trial %d is %s already; only a queued or running one can be cancelled."
              .formatted(id, trial.state()));
    }
    events.publishEvent(new ExperimentChanged(trial.experimentId()));
    return trial(id);
  }

  /**
   * The model of the trial's best epoch as a DL4J zip.
   *
   * @throws Problem where it has none, or none any more
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
