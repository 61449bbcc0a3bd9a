package dev.trellis.execution.jdbc;

import dev.trellis.execution.rerun.RerunStore;
import dev.trellis.metric.MetricPoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** {@link RerunStore} in tables {@code trial} and {@code metric_point}. */
@Repository
class JdbcRerunStore implements RerunStore {
  private final JdbcClient jdbc;

  JdbcRerunStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public long copy(long trialId, long experimentId) {
    return jdbc.sql(
            """
            insert into trial (
              experiment_id, number, assignment, seed, parameter_count, rerun_of)
            select :experiment, 0, assignment, seed, parameter_count, id
            from trial where id = :trial
            returning id
            """)
        .param("experiment", experimentId)
        .param("trial", trialId)
        .query(Long.class)
        .single();
  }

  @Override
  public List<Copy> copiesOf(long trialId) {
    return jdbc.sql(
            """
            select id as trial_id, experiment_id, state from trial
            where rerun_of = :trial
            order by id desc
            """)
        .param("trial", trialId)
        .query(Copy.class)
        .list();
  }

  @Override
  public Map<String, List<MetricPoint>> curves(long trialId) {
    Map<String, List<MetricPoint>> curves = new LinkedHashMap<>();
    RowCallbackHandler add =
        row ->
            curves
                .computeIfAbsent(row.getString("metric"), metric -> new ArrayList<>())
                .add(new MetricPoint(row.getInt("step"), row.getDouble("value")));
    jdbc.sql("select metric, step, value from metric_point where trial_id = :trial order by step")
        .param("trial", trialId)
        .query(add);
    return curves;
  }
}
