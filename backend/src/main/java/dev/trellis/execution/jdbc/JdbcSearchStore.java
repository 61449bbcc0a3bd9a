package dev.trellis.execution.jdbc;

import dev.trellis.execution.planning.HistorySnapshot;
import dev.trellis.execution.planning.PlannedTrial;
import dev.trellis.execution.planning.SearchStore;
import dev.trellis.experiment.ExperimentStateStore;
import dev.trellis.experiment.TrialState;
import dev.trellis.metric.Curve;
import dev.trellis.metric.Goal;
import dev.trellis.metric.MetricPoint;
import dev.trellis.search.Observation;
import dev.trellis.space.Assignment;
import dev.trellis.stopping.StopReason;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** {@link SearchStore} in tables {@code trial} and {@code metric_point}. */
@Repository
class JdbcSearchStore implements SearchStore {
  private static final String TRIALS =
      """
      select t.id, t.number, t.state, t.pause_reason is not distinct from 'RUNG' as waits,
             case when t.enqueued is null then
               count(*) filter (where t.enqueued is null) over (order by t.number) - 1 end as place,
             t.assignment, p.steps, p.values
      from trial t
      join experiment e on e.id = t.experiment_id
      left join lateral (%s) p on true
      where t.experiment_id = :experiment and t.replica_of is null and t.rerun_of is null
      order by t.number
      """;

  private static final String WHOLE_CURVES =
      TRIALS.formatted(
          """
          select array_agg(step order by step) as steps, array_agg(value order by step) as values
          from metric_point where trial_id = t.id and metric = e.metric
          """);

  /** A best that came by an epoch needs no look at the points. */
  private static final String BESTS =
      TRIALS.formatted(
          """
          select array_agg(epoch order by epoch) as steps, array_agg(best order by epoch) as values
          from (
            select epoch, case when t.best_step <= epoch then t.best_value else (
              select case e.goal when 'MINIMIZE' then min(value) else max(value) end
              from metric_point
              where trial_id = t.id and metric = e.metric and step <= epoch
                and abs(value) < 'Infinity') end as best
            from unnest(:epochs::integer[]) epoch where epoch < t.last_step
            union all
            select t.last_step, t.best_value where t.last_step > 0) bests
          """);

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final ExperimentStateStore states;

  JdbcSearchStore(JdbcClient jdbc, JsonMapper json, ExperimentStateStore states) {
    this.jdbc = jdbc;
    this.json = json;
    this.states = states;
  }

  @Override
  public void propose(long experimentId, List<Proposal> proposals, @Nullable HistorySnapshot seen) {
    jdbc.sql(
            """
            insert into trial (
              experiment_id, number, assignment, seed, parameter_count, seen, replica_of)
            select :experiment, p.number, p.assignment::json, p.seed, p.parameters, :seen::json,
                   p.replica_of
            from unnest(:numbers, :assignments, :seeds, :parameters, :replicaOf)
              as p (number, assignment, seed, parameters, replica_of)
            """)
        .param("experiment", experimentId)
        .param("seen", seen == null ? null : json.writeValueAsString(seen))
        .param("numbers", column(proposals, Proposal::number, Long[]::new))
        .param(
            "assignments",
            column(
                proposals,
                one -> json.writeValueAsString(one.assignment().values()),
                String[]::new))
        .param("seeds", column(proposals, Proposal::seed, Long[]::new))
        .param("parameters", column(proposals, Proposal::parameterCount, Long[]::new))
        .param("replicaOf", column(proposals, Proposal::replicaOf, Long[]::new))
        .update();
  }

  private static <T> T[] column(
      List<Proposal> proposals, Function<Proposal, T> value, IntFunction<T[]> array) {
    return proposals.stream().map(value).toArray(array);
  }

  @Override
  public List<PlannedTrial> trials(long experimentId, List<Integer> epochs) {
    return jdbc.sql(BESTS)
        .param("experiment", experimentId)
        .param("epochs", epochs.toArray(Integer[]::new))
        .query(this::trial)
        .list();
  }

  @Override
  public List<PlannedTrial> trialsWithCurves(long experimentId) {
    return jdbc.sql(WHOLE_CURVES).param("experiment", experimentId).query(this::trial).list();
  }

  @Override
  public int queueEnqueued(long experimentId, long most) {
    return jdbc.sql(
            """
            update trial set state = 'QUEUED', pause_reason = null
            where id in (
              select id from trial
              where experiment_id = :experiment and state = 'PAUSED' and pause_reason = 'TURN'
              order by id limit :most for no key update)
            """)
        .param("experiment", experimentId)
        .param("most", most)
        .update();
  }

  private PlannedTrial trial(ResultSet row, int index) throws SQLException {
    return new PlannedTrial(
        row.getLong("id"),
        row.getLong("number"),
        row.getObject("place", Long.class),
        TrialState.valueOf(row.getString("state")),
        row.getBoolean("waits"),
        assignment(row),
        curve(row));
  }

  /** Integers keep the type that the search proposed, whatever their magnitude. */
  private Assignment assignment(ResultSet row) throws SQLException {
    Map<String, Object> values =
        json.readValue(
            row.getString("assignment"), new TypeReference<LinkedHashMap<String, Object>>() {});
    values.replaceAll((name, value) -> value instanceof Integer whole ? whole.longValue() : value);
    return new Assignment(values);
  }

  private static Curve curve(ResultSet row) throws SQLException {
    Array steps = row.getArray("steps");
    List<MetricPoint> points = new ArrayList<>();
    if (steps != null) {
      Integer[] at = (Integer[]) steps.getArray();
      Double[] values = (Double[]) row.getArray("values").getArray();
      for (int i = 0; i < at.length; i++) {
        points.add(new MetricPoint(at[i], values[i] == null ? Double.NaN : values[i]));
      }
    }
    return new Curve(points);
  }

  @Override
  public Map<Long, HistorySnapshot> seen(long experimentId) {
    Map<Long, HistorySnapshot> seen = new HashMap<>();
    jdbc.sql("select number, seen from trial where experiment_id = :id and seen is not null")
        .param("id", experimentId)
        .query(
            row -> {
              seen.put(
                  row.getLong("number"),
                  json.readValue(row.getString("seen"), HistorySnapshot.class));
            });
    return seen;
  }

  @Override
  public void dismiss(long trialId, StopReason reason) {
    jdbc.sql(
            """
            update trial
            set state = 'PRUNED', pause_reason = null, finished_at = clock_timestamp(),
                epoch_fraction = null, stop_reason = :reason::json
            where id = :id and state = 'PAUSED' and pause_reason = 'RUNG'
            """)
        .param("id", trialId)
        .param("reason", json.writeValueAsString(reason))
        .update();
  }

  @Override
  public void end(long experimentId, String reason) {
    jdbc.sql("update experiment set end_reason = :reason where id = :id")
        .param("id", experimentId)
        .param("reason", reason)
        .update();
    states.lockTrials(experimentId);
    jdbc.sql(
            """
            update trial
            set state = 'CANCELLED', pause_reason = null, finished_at = clock_timestamp(),
                stop_reason = json_build_object('rule', :reason, 'step', coalesce(last_step, 0))
            where experiment_id = :id and state in ('QUEUED', 'PAUSED')
            """)
        .param("id", experimentId)
        .param("reason", reason)
        .update();
    jdbc.sql(
            """
            update trial set cancel_requested = true
            where experiment_id = :id and state = 'RUNNING'
            """)
        .param("id", experimentId)
        .update();
  }

  @Override
  public List<Replicated> best(long experimentId, int count) {
    return jdbc.sql(
            """
            select t.id, t.assignment, t.seed, t.parameter_count,
                   (select count(*) from trial r where r.replica_of = t.id) as replicas
            from trial t join experiment e on e.id = t.experiment_id
            where e.id = :id and t.state = 'COMPLETED' and t.best_value is not null
              and t.replica_of is null and t.rerun_of is null
            order by case e.goal when 'MINIMIZE' then t.best_value else -t.best_value end, t.number
            limit :count
            """)
        .param("id", experimentId)
        .param("count", count)
        .query(
            (row, index) ->
                new Replicated(
                    row.getLong("id"),
                    assignment(row),
                    row.getLong("seed"),
                    row.getLong("parameter_count"),
                    row.getLong("replicas")))
        .list();
  }

  @Override
  public int grantedEpochs(long trialId) {
    return jdbc.sql("select coalesce(granted_epochs, 0) from trial where id = :id")
        .param("id", trialId)
        .query(Integer.class)
        .optional()
        .orElse(0);
  }

  @Override
  public List<Observation> earlier(List<Long> experimentIds) {
    List<Observation> observations = new ArrayList<>();
    for (long id : experimentIds) {
      Goal goal =
          jdbc.sql("select goal from experiment where id = :id")
              .param("id", id)
              .query(String.class)
              .optional()
              .map(Goal::valueOf)
              .orElse(Goal.MINIMIZE);
      trials(id, List.of()).stream()
          .filter(trial -> trial.state().isOver())
          .forEach(trial -> observations.add(trial.observation(goal)));
    }
    return observations;
  }
}
