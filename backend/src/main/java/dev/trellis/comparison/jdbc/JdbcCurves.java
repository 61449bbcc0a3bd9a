package dev.trellis.comparison.jdbc;

import dev.trellis.comparison.CurvePoint;
import dev.trellis.comparison.CurveQuery;
import dev.trellis.comparison.CurveWindow;
import dev.trellis.comparison.CurveWindow.TrialCurve;
import dev.trellis.comparison.Curves;
import dev.trellis.experiment.TrialState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * {@link Curves} from table {@code metric_point}.
 *
 * <p>A cursor is the oldest transaction still open when a window was read. Every point that the
 * window did not see was written by that one or a later one, so "written in it or after it" misses
 * nothing, whatever the order of commits; ascending ids or times would not promise that.
 */
@Repository
class JdbcCurves implements Curves {
  /** Curves that reach further are thinned where they are, not after they were fetched. */
  private static final int LONG = 20_000;

  private static final int NAMES_SHOWN = 100;
  private static final int CURVES_OF_A_TRIAL = 50;

  private final JdbcClient jdbc;

  JdbcCurves(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public CurveWindow ofExperiment(long experimentId, String metric, CurveQuery query) {
    String cursor = cursor(); // before the points: what comes in between is read twice, not lost
    List<TrialCurve> curves =
        query.after() == null
            ? whole(experimentId, metric, query)
            : since(experimentId, metric, query, query.after());
    return new CurveWindow(metric, cursor, names(experimentId), curves);
  }

  private String cursor() {
    return jdbc.sql("select pg_snapshot_xmin(pg_current_snapshot())::text")
        .query(String.class)
        .single();
  }

  private List<String> names(long experimentId) {
    return jdbc.sql(
            """
            select metric from experiment_metric where experiment_id = :experiment
            order by metric limit :limit
            """)
        .param("experiment", experimentId)
        .param("limit", NAMES_SHOWN)
        .query(String.class)
        .list();
  }

  private List<TrialCurve> whole(long experimentId, String metric, CurveQuery query) {
    List<TrialCurve> curves = new ArrayList<>(ofShortTrials(experimentId, metric, query));
    List<Long> others =
        jdbc.sql("select id from trial where experiment_id = :experiment and last_step > :long")
            .param("experiment", experimentId)
            .param("long", LONG)
            .query(Long.class)
            .list();
    for (long trial : others) {
      curves.addAll(thinned(trial, metric, query));
    }
    curves.sort(Comparator.comparingLong(TrialCurve::number));
    return curves;
  }

  /** Each trial's points stand side by side in the index: no sorting, no grouping. */
  private List<TrialCurve> ofShortTrials(long experimentId, String metric, CurveQuery query) {
    return jdbc.sql(
            """
            select t.id, t.number, t.attempt, t.state, c.steps, c.values, c.seconds
            from trial t join experiment e on e.id = t.experiment_id
            cross join lateral (
              select array_agg(step) as steps, array_agg(value) as values,
                     array_agg(seconds) as seconds
              from (
                select p.step, p.value, %s as seconds
                from metric_point p
                where p.trial_id = t.id and p.metric = :metric
                order by p.step) point) c
            where t.experiment_id = :experiment and coalesce(t.last_step, 0) <= :long
              and c.steps is not null
            """
                .formatted(seconds(query)))
        .param("experiment", experimentId)
        .param("metric", metric)
        .param("long", LONG)
        .query(JdbcCurves::readCurve)
        .list();
  }

  /** What came since then, found by when it was written. */
  private List<TrialCurve> since(long experimentId, String metric, CurveQuery query, String after) {
    return jdbc.sql(
            """
            select t.id, t.number, t.attempt, t.state,
                   array_agg(p.step order by p.step) as steps,
                   array_agg(p.value order by p.step) as values,
                   array_agg(%s order by p.step) as seconds
            from trial t
            join experiment e on e.id = t.experiment_id
            join metric_point p on p.trial_id = t.id
            where t.experiment_id = :experiment and p.metric = :metric
              and p.written_in >= :after::xid8
            group by t.id
            order by t.number
            """
                .formatted(seconds(query)))
        .param("experiment", experimentId)
        .param("metric", metric)
        .param("after", after)
        .query(JdbcCurves::readCurve)
        .list();
  }

  /**
   * First, last, and the lowest and highest of each of so many runs of steps. An array compares by
   * its first element, then the second: the least of (value, step) is the first lowest point.
   */
  private List<TrialCurve> thinned(long trialId, String metric, CurveQuery query) {
    return jdbc.sql(
            """
            with points as (
              select step, value from metric_point where trial_id = :trial and metric = :metric),
            ends as (
              select (select step from points order by step limit 1) as first,
                     (select step from points order by step desc limit 1) as last),
            runs as (
              select min(array[value, step]) as lowest, max(array[value, -step]) as highest
              from points, ends
              where abs(value) < 'Infinity'
              group by (step - first)::bigint * :runs / (last - first + 1)),
            kept as (
              select lowest[2]::integer as step from runs
              union select -highest[2]::integer from runs
              union select first from ends
              union select last from ends)
            select t.id, t.number, t.attempt, t.state,
                   array_agg(p.step order by p.step) as steps,
                   array_agg(p.value order by p.step) as values,
                   array_agg(%s order by p.step) as seconds
            from trial t
            join experiment e on e.id = t.experiment_id
            join metric_point p on p.trial_id = t.id and p.metric = :metric
            join kept on kept.step = p.step
            where t.id = :trial
            group by t.id
            """
                .formatted(seconds(query)))
        .param("trial", trialId)
        .param("metric", metric)
        .param("runs", Math.max(1, (query.maxPoints() - 2) / 2))
        .query(JdbcCurves::readCurve)
        .list();
  }

  private static String seconds(CurveQuery query) {
    return query.times()
        ? "extract(epoch from p.measured_at - e.started_at)::float8"
        : "null::float8";
  }

  @Override
  public List<CurveWindow> ofTrial(long trialId, List<String> metrics, CurveQuery query) {
    String cursor = cursor();
    return (metrics.isEmpty() ? recorded(trialId) : metrics)
        .stream()
            .map(
                metric ->
                    new CurveWindow(
                        metric, cursor, List.of(metric), thinned(trialId, metric, query)))
            .filter(window -> !window.trials().isEmpty())
            .toList();
  }

  private List<String> recorded(long trialId) {
    return jdbc.sql(
            """
            select name.metric
            from trial t join experiment_metric name on name.experiment_id = t.experiment_id
            where t.id = :trial and exists (
              select from metric_point p where p.trial_id = t.id and p.metric = name.metric)
            order by name.metric limit :limit
            """)
        .param("trial", trialId)
        .param("limit", CURVES_OF_A_TRIAL)
        .query(String.class)
        .list();
  }

  private static TrialCurve readCurve(ResultSet row, int index) throws SQLException {
    Integer[] steps = (Integer[]) row.getArray("steps").getArray();
    Double[] values = (Double[]) row.getArray("values").getArray();
    @Nullable Double[] seconds = (Double[]) row.getArray("seconds").getArray();
    List<CurvePoint> points = new ArrayList<>(steps.length);
    for (int i = 0; i < steps.length; i++) {
      points.add(new CurvePoint(steps[i], values[i], seconds[i]));
    }
    return new TrialCurve(
        row.getLong("id"),
        row.getLong("number"),
        row.getInt("attempt"),
        TrialState.valueOf(row.getString("state")),
        points);
  }
}
