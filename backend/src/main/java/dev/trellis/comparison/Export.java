package dev.trellis.comparison;

import dev.trellis.experiment.Experiments;
import dev.trellis.experiment.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** All trials of an experiment as a table, for spreadsheets and notebooks. */
@Service
public class Export {
  private static final List<String> COLUMNS =
      List.of(
          "number",
          "state",
          "best_value",
          "best_step",
          "last_value",
          "last_step",
          "seconds",
          "parameter_count",
          "stop_rule",
          "failure");

  private final Experiments experiments;

  Export(Experiments experiments) {
    this.experiments = experiments;
  }

  /** Names of the columns: what is known of every trial, then a column for each parameter. */
  public List<String> columns(long experimentId) {
    List<String> columns = new ArrayList<>(COLUMNS);
    Map<?, ?> parameters =
        (Map<?, ?>)
            experiments.experiment(experimentId).spec().getOrDefault("parameters", Map.of());
    parameters.keySet().forEach(name -> columns.add(name.toString()));
    return columns;
  }

  /** Hands over each trial's values, in the order of {@link #columns} and of their numbers. */
  public void rows(long experimentId, Consumer<List<Object>> sink) {
    List<String> columns = columns(experimentId);
    List<String> parameters = columns.subList(COLUMNS.size(), columns.size());
    experiments.eachTrial(experimentId, null, trial -> sink.accept(row(trial, parameters)));
  }

  private static List<Object> row(Trial trial, List<String> parameters) {
    List<Object> row = new ArrayList<>();
    row.add(trial.number());
    row.add(trial.state().name());
    row.add(orEmpty(trial.bestValue()));
    row.add(orEmpty(trial.bestStep()));
    row.add(orEmpty(trial.lastValue()));
    row.add(orEmpty(trial.lastStep()));
    row.add(orEmpty(trial.seconds()));
    row.add(trial.parameterCount());
    row.add(trial.stopReason() == null ? "" : trial.stopReason().rule());
    row.add(trial.failure() == null ? "" : trial.failure().message());
    parameters.forEach(name -> row.add(trial.assignment().values().getOrDefault(name, "")));
    return row;
  }

  private static Object orEmpty(@Nullable Object value) {
    return value == null ? "" : value;
  }
}
