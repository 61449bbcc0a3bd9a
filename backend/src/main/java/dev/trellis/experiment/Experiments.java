package dev.trellis.experiment;

import dev.trellis.artifact.ArtifactStore;
import dev.trellis.experiment.submission.ExperimentSpec;
import dev.trellis.experiment.submission.ModelSizes;
import dev.trellis.experiment.submission.Submission;
import dev.trellis.experiment.submission.SubmissionWriter;
import dev.trellis.filter.Filter;
import dev.trellis.filter.FilterParser;
import dev.trellis.paging.Page;
import dev.trellis.paging.PageRequest;
import dev.trellis.problem.Problem;
import dev.trellis.search.History;
import dev.trellis.search.Search;
import dev.trellis.search.SearchStrategies;
import dev.trellis.search.SearchStrategy;
import dev.trellis.space.Assignment;
import dev.trellis.training.ConfusionMatrix;
import dev.trellis.training.ModelFamilies;
import dev.trellis.training.embedding.TrainedEmbedding.Neighbour;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Experiments as their authors see them: submit and look. */
@Service
public class Experiments {
  private static final int PROPOSALS_SHOWN = 5;
  private static final int TRIALS_AT_ONCE = 500;

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

  /**
   * @param search part of the name, dataset or tags, in any case; null for all
   * @param state null for all
   * @param filter in the language of {@link dev.trellis.filter}; null for all. Archived ones are
   *     left out unless it asks about them.
   * @throws Problem where the filter cannot be read
   */
  public Page<Experiment.Summary> list(
      @Nullable String search,
      @Nullable ExperimentState state,
      @Nullable String filter,
      PageRequest page) {
    Filter read = FilterParser.parse(filter, ListFields.experiments());
    Filter archive = read.mentions("archived") ? Filter.EVERYTHING : ListFields.notArchived();
    return experiments.list(
        ListFields.search(search).and(ListFields.state(state)).and(archive).and(read), page);
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
   * @param state null for all
   * @param filter in the language of {@link dev.trellis.filter}; null for all
   * @throws Problem where there is no such experiment, or the filter cannot be read
   */
  public Page<Trial> trials(
      long experimentId, @Nullable TrialState state, @Nullable String filter, PageRequest page) {
    Filter read = trialFilter(experimentId, filter);
    return trials.list(experimentId, ListFields.state(state).and(read), page);
  }

  /**
   * All trials in the order of their numbers, fetched a few at a time.
   *
   * @param filter in the language of {@link dev.trellis.filter}; null for all
   * @throws Problem where there is no such experiment, or the filter cannot be read
   */
  public Stream<Trial> everyTrial(long experimentId, @Nullable String filter) {
    Filter read = trialFilter(experimentId, filter);
    return Stream.iterate(
            trials.following(experimentId, read, -1, TRIALS_AT_ONCE),
            some -> !some.isEmpty(),
            some ->
                some.size() < TRIALS_AT_ONCE
                    ? List.of()
                    : trials.following(
                        experimentId, read, some.get(some.size() - 1).number(), TRIALS_AT_ONCE))
        .flatMap(List::stream);
  }

  /**
   * A filter of the experiment's trials.
   *
   * @throws Problem where there is no such experiment, or the filter cannot be read
   */
  private Filter trialFilter(long experimentId, @Nullable String filter) {
    Map<?, ?> parameters =
        (Map<?, ?>) experiment(experimentId).spec().getOrDefault("parameters", Map.of());
    return FilterParser.parse(filter, ListFields.trials(parameters.keySet()));
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
   * What a classifier made of the test part, at its best epoch.
   *
   * @throws Problem where there is no such trial, or it has none
   */
  public ConfusionMatrix confusion(long id) {
    Trial trial = trial(id);
    return trials
        .confusion(id)
        .orElseThrow(
            () ->
                Problem.notFound(
                    "Trial %d has no confusion matrix: it is %s, and only completed trials of task classification with a test part have one."
                        .formatted(id, trial.state())));
  }

  /**
   * Words that the trial's model has learned to take for alike, the nearest first.
   *
   * @throws Problem where there is no such trial, it has no model, or the model no such word
   */
  public List<Neighbour> nearest(long id, String word, int count) {
    Trial trial = trial(id);
    String family = experiments.spec(trial.experimentId()).orElseThrow().family();
    return inFile(trial, file -> families.named(family).embedding(file))
        .nearest(word, count)
        .orElseThrow(
            () ->
                Problem.notFound(
                    "The model of trial %d does not know '%s'; its vocabulary is that of the training part, and words are as they are written there."
                        .formatted(id, word)));
  }

  /** Something that is read from a model's file. */
  private interface ModelUse<T> {
    T read(Path file) throws IOException;
  }

  private <T> T inFile(Trial trial, ModelUse<T> use) {
    try {
      Path file = Files.createTempFile("trellis-model", ".zip");
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
   * All that the trial's numbers follow from.
   *
   * @throws Problem where there is no such trial
   */
  public TrialProvenance provenance(long trialId) {
    Trial trial = trial(trialId);
    return new TrialProvenance(
        trial, experiment(trial.experimentId()).spec(), trials.provenance(trialId));
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
