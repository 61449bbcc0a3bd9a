package dev.trellis.experiment;

import dev.trellis.experiment.submission.SubmissionWriter;
import dev.trellis.experiment.submission.spec.Submission;
import dev.trellis.filter.Filter;
import dev.trellis.filter.FilterFields;
import dev.trellis.filter.FilterParser;
import dev.trellis.paging.Page;
import dev.trellis.paging.PageRequest;
import dev.trellis.problem.Problem;
import dev.trellis.problem.Spelling;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Experiments as their authors see them: submit and look. */
@Service
public class Experiments {
  private static final int TRIALS_AT_ONCE = 500;

  private final SubmissionChecks checks;
  private final SubmissionWriter writer;
  private final ExperimentStore experiments;
  private final TrialStore trials;
  private final MetricNames metrics;
  private final ApplicationEventPublisher events;

  Experiments(
      SubmissionChecks checks,
      SubmissionWriter writer,
      ExperimentStore experiments,
      TrialStore trials,
      MetricNames metrics,
      ApplicationEventPublisher events) {
    this.checks = checks;
    this.writer = writer;
    this.experiments = experiments;
    this.trials = trials;
    this.metrics = metrics;
    this.events = events;
  }

  /**
   * Creates an experiment and proposes its first trials, both or neither.
   *
   * @param source submission as it was sent
   * @param idempotencyKey a second submission with the same key returns the experiment of the first
   *     one
   * @throws Problem with all violations, if the submission is not valid
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
            checked.data().shape(),
            source,
            submission.ignored(),
            checked.warnings(submission),
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
   * Returns a page of experiments.
   *
   * @param search part of the name, dataset or tags, in any case; null for all
   * @param state null for all
   * @param filter in the language of {@link dev.trellis.filter}; null for all. Archived experiments
   *     are left out unless the filter names {@code archived}.
   * @throws Problem if the filter cannot be parsed
   */
  public Page<Experiment.Summary> list(
      @Nullable String search,
      @Nullable ExperimentState state,
      @Nullable String filter,
      PageRequest page) {
    Filter read = FilterParser.parse(filter, ListFields.experiments());
    Filter archive = read.mentions("archived") ? Filter.ALL_ROWS : ListFields.notArchived();
    return experiments.list(
        ListFields.search(search).and(ListFields.state(state)).and(archive).and(read), page);
  }

  /**
   * Returns an experiment.
   *
   * @throws Problem if the experiment does not exist
   */
  public Experiment experiment(long id) {
    return experiments
        .find(id)
        .orElseThrow(() -> Problem.notFound("There is no experiment %d.".formatted(id)));
  }

  /**
   * Returns a page of trials.
   *
   * @param state null for all
   * @param filter in the language of {@link dev.trellis.filter}; null for all
   * @throws Problem if the experiment does not exist or the filter cannot be parsed
   */
  public Page<Trial> trials(
      long experimentId, @Nullable TrialState state, @Nullable String filter, PageRequest page) {
    String sort = page.sort().field();
    FilterFields fields = trialFields(experimentId, filter, sort);
    Filter read = FilterParser.parse(filter, fields);
    if (sort.contains(".") && !fields.names().contains(sort)) {
      throw Problem.invalidParameter("sort", Spelling.unknown(sort, fields.names()));
    }
    return trials.list(experimentId, ListFields.state(state).and(read), page);
  }

  /**
   * @param asked texts that name fields; metrics are looked up only if one of them may name one
   */
  private FilterFields trialFields(long experimentId, @Nullable String... asked) {
    Experiment experiment = experiment(experimentId);
    Set<String> tested = new LinkedHashSet<>(metrics.ofTestPart(experiment));
    if (Stream.of(asked).anyMatch(text -> text != null && text.contains(ListFields.TEST))) {
      tested.addAll(testMetrics(experimentId));
    }
    return ListFields.trials(experiment.parameters(), tested);
  }

  /** Returns the names of all metrics of the test part that trials of an experiment have. */
  public List<String> testMetrics(long experimentId) {
    return trials.testMetrics(experimentId);
  }

  /**
   * Returns all trials in the order of their numbers, fetched in small batches.
   *
   * @param filter in the language of {@link dev.trellis.filter}; null for all
   * @throws Problem if the experiment does not exist or the filter cannot be parsed
   */
  public Stream<Trial> everyTrial(long experimentId, @Nullable String filter) {
    return trialsInParts(experimentId, filter).flatMap(List::stream);
  }

  /**
   * The same in the parts that they are fetched in.
   *
   * @throws Problem as {@link #everyTrial}
   */
  public Stream<List<Trial>> trialsInParts(long experimentId, @Nullable String filter) {
    Filter read = trialFilter(experimentId, filter);
    return Stream.iterate(
        trials.following(experimentId, read, -1, TRIALS_AT_ONCE),
        some -> !some.isEmpty(),
        some ->
            some.size() < TRIALS_AT_ONCE
                ? List.of()
                : trials.following(
                    experimentId, read, some.get(some.size() - 1).number(), TRIALS_AT_ONCE));
  }

  /**
   * Returns the parsed filter of the experiment's trials.
   *
   * @throws Problem if the experiment does not exist or the filter cannot be parsed
   */
  private Filter trialFilter(long experimentId, @Nullable String filter) {
    return FilterParser.parse(filter, trialFields(experimentId, filter));
  }

  /**
   * Returns a trial.
   *
   * @throws Problem if the trial does not exist
   */
  public Trial trial(long id) {
    return trials
        .find(id)
        .orElseThrow(() -> Problem.notFound("There is no trial %d.".formatted(id)));
  }
}
