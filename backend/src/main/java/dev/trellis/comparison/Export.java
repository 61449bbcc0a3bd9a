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

/** Exports the trials of an experiment as a table, for spreadsheets and notebooks. */
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

  /** Function from a trial to its value in a column. */
  private interface Column {
    @Nullable Object valueOf(Trial trial);
  }

  /** Function from an object to the value of one of its fields; the value may be {@code null}. */
  private interface FieldGetter<T> {
    @Nullable Object get(T object);
  }

  private static @Nullable Object ofReason(Trial trial, FieldGetter<StopReason> field) {
    return trial.stopReason() == null ? null : field.get(trial.stopReason());
  }

  private static @Nullable Object ofRank(Trial trial, FieldGetter<Rank> field) {
    return ofReason(trial, reason -> reason.rank() == null ? null : field.get(reason.rank()));
  }

  /**
   * Table of trials.
   *
   * @param columns names of the columns: fixed columns of a trial, parameters, test metrics,
   *     provenance (dataset, program and backend)
   * @param rows one value per column, in the order of the trial numbers; read lazily from the
   *     database
   */
  public record Table(List<String> columns, Stream<List<@Nullable Object>> rows) {}

  /**
   * Returns the trials of an experiment as a table.
   *
   * @param filter filter of trials, in the syntax of the list of trials; {@code null} for all
   *     trials
   * @throws Problem if the experiment does not exist or the filter is invalid
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
            .flatMap(trials -> rows(trials, columns.values(), experiment)));
  }

  private Stream<List<@Nullable Object>> rows(
      List<Trial> trials, Iterable<Column> columns, Experiment experiment) {
    var trainedWith = store.trainedWith(trials.stream().map(Trial::id).toList());
    return trials.stream()
        .map(
            trial -> {
              List<@Nullable Object> row = new ArrayList<>();
              columns.forEach(column -> row.add(column.valueOf(trial)));
              row.add(experiment.summary().dataset());
              row.add(experiment.datasetDigest());
              TrainedWith program = trainedWith.getOrDefault(trial.id(), TrainedWith.UNKNOWN);
              row.add(program.version());
              row.add(program.commit());
              row.add(program.backend());
              return row;
            });
  }
}
