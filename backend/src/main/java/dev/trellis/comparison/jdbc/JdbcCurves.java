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
import java.util.Optional;
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

  /** First, last, and the lowest and highest of each of so many runs of steps. */
  private List<TrialCurve> thinned(long trialId, String metric, CurveQuery query) {
    Optional<Steps> steps = steps(trialId, metric);
    return steps.isEmpty() ? List.of() : thinned(trialId, metric, steps.get(), query);
  }

  /** The first and the last step that a curve has a point at. */
  private record Steps(int first, int last) {
    /** How many steps a run has, so that their peaks and the ends are at most so many points. */
    int run(int maxPoints) {
      int runs = Math.max(1, (maxPoints - 2) / 2);
      return (last - first + runs) / runs;
    }
  }

  private Optional<Steps> steps(long trialId, String metric) {
    return jdbc.sql(
            """
            select first, last
            from (
              select min(step) as first, max(step) as last from metric_point
              where trial_id = :trial and metric = :metric) steps
            where first is not null
            """)
        .param("trial", trialId)
        .param("metric", metric)
        .query((row, index) -> new Steps(row.getInt("first"), row.getInt("last")))
        .optional();
  }

  /**
   * Run by run along the index: one pass over all points would not know where a peak stood. Of runs
   * of a single step all points are kept, finite or not.
   */
  private List<TrialCurve> thinned(long trialId, String metric, Steps steps, CurveQuery query) {
    return jdbc.sql(
            """
            with run as (
              select of_run.first, lowest, highest
              from generate_series(:first, :last, :run) as of_run (first)
              cross join lateral (
                select min(value) as lowest, max(value) as highest from metric_point
                where trial_id = :trial and metric = :metric
                  and (:run = 1 or abs(value) < 'Infinity') and step >= of_run.first
                  and step < of_run.first + :run) peak),
            peak as (select first, unnest(array[lowest, highest]) as value from run),
            kept as (
              select (
                select step from metric_point p
                where trial_id = :trial and metric = :metric and p.value = peak.value
                  and step >= peak.first and step < peak.first + :run
                order by step limit 1) as step
              from peak
              union values (:first), (:last))
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
        .param("first", steps.first())
        .param("last", steps.last())
        .param("run", steps.run(query.maxPoints()))
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
