package dev.trellis.testing;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Inserts ended experiments and trials directly into the database. */
public final class SeededTrials {
  private static final JsonMapper JSON = new JsonMapper();

  private final JdbcClient jdbc;
  private final String dataset;

  /**
   * @param dataset name of one that is there
   */
  public SeededTrials(JdbcClient jdbc, String dataset) {
    this.jdbc = jdbc;
    this.dataset = dataset;
  }

  /**
   * An experiment that is completed and judged by {@code val_loss}.
   *
   * @param goal MINIMIZE or MAXIMIZE
   * @param parameters the {@code parameters} of its submission
   * @return its id
   */
  public long experiment(String name, String goal, Map<String, ?> parameters) {
    return experiment(name, goal, JSON.writeValueAsString(Map.of("parameters", parameters)));
  }

  /**
   * @param spec the submission in normal form, as a dry run answers it
   */
  public long experiment(String name, String goal, String spec) {
    return jdbc.sql(
            """
            insert into experiment (
              name, state, dataset_id, vocabulary_size, method, metric, goal, trial_count, proposed,
              parallel_trials, spec, source, started_at, finished_at)
            select :name, 'COMPLETED', id, 10, 'random', 'val_loss', :goal, 100000, 100000, 2,
              :spec::json, '', now(), now()
            from dataset where name = :dataset
            returning id
            """)
        .param("name", name)
        .param("goal", goal)
        .param("dataset", dataset)
        .param("spec", spec)
        .query(Long.class)
        .single();
  }

  /** A trial that trained for 60 seconds. */
  public long trial(long experiment, long number, Map<String, ?> parameters, double bestValue) {
    return trial(experiment, number, "COMPLETED", parameters, bestValue, 60, 1_000);
  }

  /**
   * @param bestValue null for none
   * @param seconds how long it took
   * @param size number of weights
   * @return its id
   */
  public long trial(
      long experiment,
      long number,
      String state,
      Map<String, ?> parameters,
      @Nullable Double bestValue,
      double seconds,
      long size) {
    return jdbc.sql(
            """
            insert into trial (
              experiment_id, number, state, attempt, assignment, seed, parameter_count, best_value,
              best_step, last_value, last_step, stop_reason, failure_kind, failure_message,
              started_at, finished_at)
            values (
              :experiment, :number, :state, 1, :assignment::json, :number, :size, :best,
              case when :best::float8 is not null then 3 end, :best, 4,
              '{"rule": "patience", "step": 4, "value": 1.5, "threshold": 1.25}',
              case :state::text when 'FAILED' then 'NOT_FINITE' end,
              case :state::text when 'FAILED' then 'loss is NaN' end,
              now() - :seconds * interval '1 second', now())
            returning id
            """)
        .param("experiment", experiment)
        .param("number", number)
        .param("state", state)
        .param("assignment", JSON.writeValueAsString(parameters))
        .param("size", size)
        .param("best", bestValue)
        .param("seconds", seconds)
        .query(Long.class)
        .single();
  }

  /** Points of steps 1, 2, ... of one metric. */
  public void points(long trial, String metric, double... values) {
    jdbc.sql(
            """
            insert into metric_point (trial_id, metric, step, value, attempt)
            select :trial, :metric, place, value, 1
            from unnest(:values::float8[]) with ordinality as given (value, place)
            """)
        .param("trial", trial)
        .param("metric", metric)
        .param("values", values)
        .update();
  }
}
