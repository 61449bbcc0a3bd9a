package dev.trellis.experiment.jdbc;

import dev.trellis.experiment.Experiment;
import dev.trellis.experiment.Experiment.BestTrial;
import dev.trellis.experiment.Experiment.Summary;
import dev.trellis.experiment.Experiment.TrialCounts;
import dev.trellis.experiment.ExperimentState;
import dev.trellis.experiment.submission.codec.Warning;
import dev.trellis.metric.Goal;
import dev.trellis.metric.Objective;
import dev.trellis.space.Assignment;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads experiments with the counts of their trials. */
@Component
class ExperimentRows {
  /** Experiments with their datasets and best trials, by which lists are filtered and sorted. */
  static final String FROM =
      """
      from experiment e
      join dataset d on d.id = e.dataset_id
      left join lateral (
        select t.id, t.number, t.best_value, t.best_step
        from trial t where t.experiment_id = e.id and t.best_value = (
          select case e.goal when 'MINIMIZE' then min(peer.best_value) else max(peer.best_value) end
          from trial peer where peer.experiment_id = e.id)
        order by t.number limit 1) b on true
      """;

  /**
   * Estimated time left: the trials that remain take as long as the trials that have ended, with as
   * many trials in parallel as run now, or as may run if none runs; the time of running trials is
   * subtracted. Trials that wait at a rung count as ended, because most trials end there; replicas
   * count before they are created. Null if the result is negative: every remaining trial has taken
   * longer than the ended ones.
   */
  static final String SELECT =
      """
      select e.id, e.name, e.state, e.priority, e.method, d.name as dataset, e.metric, e.goal, e.target,
             e.trial_count + e.enqueued + r.planned as trial_count, e.spec, e.source, e.ignored, e.warnings, e.end_reason, e.end_message, e.tags, e.note, e.archived,
             e.created_at, e.started_at, e.finished_at,
             c.queued, c.running, c.paused, c.completed, c.pruned, c.failed, c.cancelled,
             b.id as best_id, b.number as best_number, b.best_value, b.best_step, p.best_of_slices,
             case when e.state = 'RUNNING' then
               nullif(greatest(0, c.mean_seconds * (e.trial_count + e.enqueued + r.planned - c.over - c.waiting)
                 - least(c.running_seconds, c.mean_seconds * c.running)), 0)
               / case when c.running > 0 then c.running else e.parallel_trials end
             end as seconds_left
      """
          + FROM
          + """
      cross join lateral (
        select count(*) filter (where t.replica_of is not null) as replicas,
               count(*) filter (where t.state = 'QUEUED') as queued,
               count(*) filter (where t.state = 'RUNNING') as running,
               count(*) filter (where t.state = 'PAUSED') as paused,
               count(*) filter (where t.pause_reason = 'RUNG') as waiting,
               count(*) filter (where t.state = 'COMPLETED') as completed,
               count(*) filter (where t.state = 'PRUNED') as pruned,
               count(*) filter (where t.state = 'FAILED') as failed,
               count(*) filter (where t.state = 'CANCELLED') as cancelled,
               count(*) filter (where t.finished_at is not null) as over,
               avg(extract(epoch from nullif(t.trained + coalesce(
                 t.finished_at - t.started_at, '0'), '0')))
                 filter (where t.finished_at is not null or t.pause_reason = 'RUNG')::float8 as mean_seconds,
               coalesce(sum(extract(epoch from t.trained + (clock_timestamp() - t.started_at)))
                 filter (where t.state = 'RUNNING'), 0)::float8 as running_seconds
        from trial t where t.experiment_id = e.id) c
      cross join lateral (
        select case when e.finished_at is null then greatest(
                 c.replicas,
                 case when concat(e.spec #>> '{replicate,top}', '*', e.spec #>> '{replicate,seeds}') ~ '^\\d{1,4}[*]\\d{1,4}$'
                   then (e.spec #>> '{replicate,top}')::int * (e.spec #>> '{replicate,seeds}')::int end)
               else c.replicas end as planned) r
      cross join lateral (
        select array_agg(s.best order by s.slice) as best_of_slices
        from (
          select t.number * 24 / greatest(e.proposed, 1) as slice,
                 case e.goal when 'MINIMIZE' then min(t.best_value) else max(t.best_value) end
                   as best
          from trial t where t.experiment_id = e.id and t.best_value is not null
          group by slice) s) p
      """;

  private final JsonMapper json;

  ExperimentRows(JsonMapper json) {
    this.json = json;
  }

  Experiment experiment(ResultSet row, int index) throws SQLException {
    return new Experiment(
        summary(row, index),
        spec(row.getString("spec")),
        row.getString("source"),
        ColumnValues.texts(row, "ignored"),
        json.readValue(row.getString("warnings"), new TypeReference<List<Warning>>() {}),
        row.getString("end_reason"),
        row.getString("end_message"),
        row.getString("note"));
  }

  Summary summary(ResultSet row, int index) throws SQLException {
    return new Summary(
        row.getLong("id"),
        row.getString("name"),
        ExperimentState.valueOf(row.getString("state")),
        row.getInt("priority"),
        row.getString("method"),
        row.getString("dataset"),
        objective(row),
        counts(row),
        best(row),
        ColumnValues.instant(row, "created_at"),
        ColumnValues.instantOrNull(row, "started_at"),
        ColumnValues.instantOrNull(row, "finished_at"),
        row.getObject("seconds_left", Double.class),
        bestSoFar(row),
        ColumnValues.texts(row, "tags"),
        row.getBoolean("archived"));
  }

  private static List<Double> bestSoFar(ResultSet row) throws SQLException {
    Goal goal = Goal.valueOf(row.getString("goal"));
    List<Double> bestSoFar = new ArrayList<>();
    double best = Double.NaN;
    Array slices = row.getArray("best_of_slices");
    for (Double value : slices == null ? new Double[0] : (Double[]) slices.getArray()) {
      best = goal.isBetter(value, best) ? value : best;
      bestSoFar.add(best);
    }
    return bestSoFar;
  }

  private static Objective objective(ResultSet row) throws SQLException {
    return new Objective(
        row.getString("metric"),
        Goal.valueOf(row.getString("goal")),
        row.getObject("target", Double.class));
  }

  private static TrialCounts counts(ResultSet row) throws SQLException {
    return new TrialCounts(
        row.getLong("trial_count"),
        row.getLong("queued"),
        row.getLong("running"),
        row.getLong("paused"),
        row.getLong("completed"),
        row.getLong("pruned"),
        row.getLong("failed"),
        row.getLong("cancelled"));
  }

  private static @Nullable BestTrial best(ResultSet row) throws SQLException {
    Long id = row.getObject("best_id", Long.class);
    return id == null
        ? null
        : new BestTrial(
            id, row.getLong("best_number"), row.getDouble("best_value"), row.getInt("best_step"));
  }

  Assignment assignment(ResultSet row) throws SQLException {
    return new Assignment(tree(row.getString("assignment")));
  }

  /** Any JSON value. */
  @Nullable Object document(String document) {
    return json.readValue(document, Object.class);
  }

  /** The members of a stored submission; none if it is no object, which its reader reports. */
  private Map<String, Object> spec(String document) {
    return document.stripLeading().startsWith("{") ? tree(document) : Map.of();
  }

  Map<String, Object> tree(String document) {
    return json.readValue(document, new TypeReference<LinkedHashMap<String, Object>>() {});
  }
}
