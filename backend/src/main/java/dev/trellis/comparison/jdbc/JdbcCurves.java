package dev.trellis.comparison.jdbc;

import dev.trellis.comparison.CurveWindow;
import dev.trellis.comparison.CurveWindow.TrialCurve;
import dev.trellis.comparison.Curves;
import dev.trellis.experiment.TrialState;
import dev.trellis.metric.MetricPoint;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
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
  private static final String BEGINNING = "0";

  private final JdbcClient jdbc;

  JdbcCurves(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public CurveWindow ofExperiment(long experimentId, String metric, @Nullable String after) {
    String cursor = cursor(); // before the points: what comes in between is read twice, not lost
    List<TrialCurve> curves =
        jdbc.sql(
                """
                select t.id, t.number, t.attempt, t.state,
                       array_agg(p.step order by p.step) as steps,
                       array_agg(p.value order by p.step) as values
                from trial t join metric_point p on p.trial_id = t.id
                where t.experiment_id = :experiment and p.metric = :metric
                  and p.written_in >= :after::xid8
                group by t.id
                order by t.number
                """)
            .param("experiment", experimentId)
            .param("metric", metric)
            .param("after", after == null ? BEGINNING : after)
            .query(JdbcCurves::readCurve)
            .list();
    return new CurveWindow(metric, cursor, metrics(experimentId), curves);
  }

  private String cursor() {
    return jdbc.sql("select pg_snapshot_xmin(pg_current_snapshot())::text")
        .query(String.class)
        .single();
  }

  /** One trial's first epoch names them all: every epoch of a family records the same metrics. */
  private List<String> metrics(long experimentId) {
    return jdbc.sql(
            """
            select metric from metric_point
            where step = 1 and trial_id = (
              select id from trial
              where experiment_id = :experiment and last_step is not null
              order by number limit 1)
            order by metric
            """)
        .param("experiment", experimentId)
        .query(String.class)
        .list();
  }

  @Override
  public List<CurveWindow> ofTrial(long trialId) {
    String cursor = cursor();
    return jdbc.sql(
            """
            select p.metric, t.id, t.number, t.attempt, t.state,
                   array_agg(p.step order by p.step) as steps,
                   array_agg(p.value order by p.step) as values
            from trial t join metric_point p on p.trial_id = t.id
            where t.id = :trial
            group by t.id, p.metric
            order by p.metric
            """)
        .param("trial", trialId)
        .query(
            (row, index) -> {
              String metric = row.getString("metric");
              return new CurveWindow(
                  metric, cursor, List.of(metric), List.of(readCurve(row, index)));
            })
        .list();
  }

  private static TrialCurve readCurve(ResultSet row, int index) throws SQLException {
    Integer[] steps = (Integer[]) row.getArray("steps").getArray();
    Double[] values = (Double[]) row.getArray("values").getArray();
    List<MetricPoint> points = new ArrayList<>(steps.length);
    for (int i = 0; i < steps.length; i++) {
      points.add(new MetricPoint(steps[i], values[i]));
    }
    return new TrialCurve(
        row.getLong("id"),
        row.getLong("number"),
        row.getInt("attempt"),
        TrialState.valueOf(row.getString("state")),
        points);
  }
}
