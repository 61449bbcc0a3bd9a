package dev.trellis.comparison.jdbc;

import dev.trellis.comparison.curve.CurvePoint;
import dev.trellis.comparison.curve.CurveQuery;
import dev.trellis.comparison.curve.CurveStore;
import dev.trellis.comparison.curve.CurveWindow;
import dev.trellis.comparison.curve.CurveWindow.TrialCurve;
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
 * {@link CurveStore} that reads the table {@code metric_point}.
 *
 * <p>A cursor is the id of the oldest transaction that was open when a window was read. Every point
 * that the window does not contain is written by that transaction or a later transaction. A query
 * for points of these transactions therefore misses no point, regardless of the order of commits;
 * ascending ids or times would not guarantee this.
 */
@Repository
class JdbcCurveStore implements CurveStore {
  /** Number of steps above which curves are downsampled in the database. */
  private static final int MAX_STEPS_TO_FETCH = 20_000;

  private static final int MAX_NAMES = 100;
  private static final int MAX_CURVES_OF_TRIAL = 50;

  private final JdbcClient jdbc;

  JdbcCurveStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public CurveWindow ofExperiment(long experimentId, String metric, CurveQuery query) {
    String cursor = cursor(); // read before the points: later points are returned twice, not lost
    List<TrialCurve> curves =
        query.after() == null
            ? allPoints(experimentId, metric, query)
            : newPoints(experimentId, metric, query, query.after());
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
        .param("limit", MAX_NAMES)
        .query(String.class)
        .list();
  }

  private List<TrialCurve> allPoints(long experimentId, String metric, CurveQuery query) {
    List<TrialCurve> curves = new ArrayList<>(ofShortTrials(experimentId, metric, query));
    List<Long> longTrials =
        jdbc.sql("select id from trial where experiment_id = :experiment and last_step > :long")
            .param("experiment", experimentId)
            .param("long", MAX_STEPS_TO_FETCH)
            .query(Long.class)
            .list();
    for (long trial : longTrials) {
      curves.addAll(downsampled(trial, metric, query));
    }
    curves.sort(Comparator.comparingLong(TrialCurve::number));
    return curves;
  }

  /**
   * The points of each trial are adjacent in the index, so that the query needs no sort or group.
   */
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
        .param("long", MAX_STEPS_TO_FETCH)
        .query(JdbcCurveStore::readCurve)
        .list();
  }

  /**
   * Returns the points that were written by the transaction of the cursor or later transactions.
   */
  private List<TrialCurve> newPoints(
      long experimentId, String metric, CurveQuery query, String after) {
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
        .query(JdbcCurveStore::readCurve)
        .list();
  }

  /** Returns the first and last point, and the extremes of each bucket of steps. */
  private List<TrialCurve> downsampled(long trialId, String metric, CurveQuery query) {
    Optional<Steps> steps = steps(trialId, metric);
    return steps.isEmpty() ? List.of() : downsampled(trialId, metric, steps.get(), query);
  }

  /** Range of the steps at which a curve has points. */
  private record Steps(int first, int last) {
    /** Returns the number of steps per bucket, for at most {@code maxPoints} points in total. */
    int bucketSize(int maxPoints) {
      int buckets = Math.max(1, (maxPoints - 2) / 2);
      return (last - first + buckets) / buckets;
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
   * Reads the index bucket by bucket, because a single pass over all points cannot return the steps
   * of the extremes. If a bucket has a single step, its point is kept even if it is not finite.
   */
  private List<TrialCurve> downsampled(long trialId, String metric, Steps steps, CurveQuery query) {
    return jdbc.sql(
            """
            with bucket as (
              select starts.first, lowest, highest
              from generate_series(:first, :last, :bucket_size) as starts (first)
              cross join lateral (
                select min(value) as lowest, max(value) as highest from metric_point
                where trial_id = :trial and metric = :metric
                  and (:bucket_size = 1 or abs(value) < 'Infinity') and step >= starts.first
                  and step < starts.first + :bucket_size) peak),
            peak as (select first, unnest(array[lowest, highest]) as value from bucket),
            kept as (
              select (
                select step from metric_point p
                where trial_id = :trial and metric = :metric and p.value = peak.value
                  and step >= peak.first and step < peak.first + :bucket_size
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
        .param("bucket_size", steps.bucketSize(query.maxPoints()))
        .query(JdbcCurveStore::readCurve)
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
    return (metrics.isEmpty() ? recordedMetrics(trialId) : metrics)
        .stream()
            .map(
                metric ->
                    new CurveWindow(
                        metric, cursor, List.of(metric), downsampled(trialId, metric, query)))
            .filter(window -> !window.trials().isEmpty())
            .toList();
  }

  private List<String> recordedMetrics(long trialId) {
    return jdbc.sql(
            """
            select name.metric
            from trial t join experiment_metric name on name.experiment_id = t.experiment_id
            where t.id = :trial and exists (
              select from metric_point p where p.trial_id = t.id and p.metric = name.metric)
            order by name.metric limit :limit
            """)
        .param("trial", trialId)
        .param("limit", MAX_CURVES_OF_TRIAL)
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
