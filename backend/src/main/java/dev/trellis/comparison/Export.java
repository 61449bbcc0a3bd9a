package dev.trellis.comparison;

import dev.trellis.comparison.ComparisonStore.TrainedWith;
import dev.trellis.experiment.Experiment;
import dev.trellis.experiment.Experiments;
import dev.trellis.experiment.Trial;
import dev.trellis.problem.Problem;
import dev.trellis.stopping.Rank;
import dev.trellis.stopping.StopReason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Trials of an experiment as a table, for spreadsheets and notebooks. */
@Service
public class Export {
  private static final Map<String, Column> COLUMNS = new LinkedHashMap<>();

  static {
    COLUMNS.put("number", Trial::number);
    COLUMNS.put("id", Trial::id);
    COLUMNS.put("state", trial -> trial.state().name());
    COLUMNS.put("best_value", Trial::bestValue);
    COLUMNS.put("best_step", Trial::bestStep);
    COLUMNS.put("last_value", Trial::lastValue);
    COLUMNS.put("last_step", Trial::lastStep);
    COLUMNS.put("seconds", Trial::seconds);
    COLUMNS.put("parameter_count", Trial::parameterCount);
    COLUMNS.put("stop_rule", trial -> ofReason(trial, StopReason::rule));
    COLUMNS.put("stop_step", trial -> ofReason(trial, StopReason::step));
    COLUMNS.put("stop_value", trial -> ofReason(trial, StopReason::value));
    COLUMNS.put("stop_threshold", trial -> ofReason(trial, StopReason::threshold));
    COLUMNS.put("stop_rank", trial -> ofRank(trial, Rank::place));
    COLUMNS.put("stop_of", trial -> ofRank(trial, Rank::of));
    COLUMNS.put("stop_rung", trial -> ofRank(trial, Rank::rung));
    COLUMNS.put("failure_kind", trial -> trial.failure() == null ? null : trial.failure().kind());
    COLUMNS.put("failure", trial -> trial.failure() == null ? null : trial.failure().message());
    COLUMNS.put("attempt", Trial::attempt);
    COLUMNS.put("enqueued", Trial::enqueued);
    COLUMNS.put("replica_of", Trial::replicaOf);
    COLUMNS.put("same_as", Trial::sameAs);
    COLUMNS.put("seed", trial -> Long.toString(trial.seed()));
    COLUMNS.put("started_at", Trial::startedAt);
    COLUMNS.put("finished_at", Trial::finishedAt);
    COLUMNS.put("tags", trial -> String.join(", ", trial.tags()));
    COLUMNS.put("note", Trial::note);
  }

  private final Experiments experiments;
  private final ComparisonStore store;

  Export(Experiments experiments, ComparisonStore store) {
    this.experiments = experiments;
    this.store = store;
  }

  /** What a column shows of a trial. */
  private interface Column {
    @Nullable Object of(Trial trial);
  }

  /** A part of something else. */
  private interface Part<T> {
    @Nullable Object of(T whole);
  }

  private static @Nullable Object ofReason(Trial trial, Part<StopReason> part) {
    return trial.stopReason() == null ? null : part.of(trial.stopReason());
  }

  private static @Nullable Object ofRank(Trial trial, Part<Rank> part) {
    return ofReason(trial, reason -> reason.rank() == null ? null : part.of(reason.rank()));
  }

  /**
   * @param columns what is known of every trial, then the parameters, then the test metrics, then
   *     what its numbers follow from: data, code and what computed
   * @param rows a value for each column, in the order of the trials' numbers; fetched as they are
   *     read
   */
  public record Table(List<String> columns, Stream<List<@Nullable Object>> rows) {}

  /**
   * @param filter in the language of the list of trials; null for all
   * @throws Problem where there is no such experiment, or the filter cannot be read
   */
  public Table table(long experimentId, @Nullable String filter) {
    Experiment experiment = experiments.experiment(experimentId);
    Map<String, Column> columns = new LinkedHashMap<>(COLUMNS);
    for (Object name : experiment.parameters().keySet()) {
      columns.put("parameters." + name, trial -> trial.assignment().values().get(name.toString()));
    }
    for (String name : experiments.testMetrics(experimentId)) {
      columns.put("test." + name, trial -> trial.test() == null ? null : trial.test().get(name));
    }
    List<String> names = new ArrayList<>(columns.keySet());
    names.addAll(List.of("dataset", "dataset_sha256", "code_version", "code_commit", "backend"));
    return new Table(
        List.copyOf(names),
        experiments
            .trialsInParts(experimentId, filter)
            .flatMap(some -> rows(some, columns.values(), experiment)));
  }

  private Stream<List<@Nullable Object>> rows(
      List<Trial> trials, Iterable<Column> columns, Experiment experiment) {
    var trainedWith = store.trainedWith(trials.stream().map(Trial::id).toList());
    return trials.stream()
        .map(
            trial -> {
              List<@Nullable Object> row = new ArrayList<>();
              columns.forEach(column -> row.add(column.of(trial)));
              row.add(experiment.summary().dataset());
              row.add(experiment.datasetDigest());
              TrainedWith with = trainedWith.getOrDefault(trial.id(), TrainedWith.NOTHING);
              row.add(with.version());
              row.add(with.commit());
              row.add(with.backend());
              return row;
            });
  }
}
