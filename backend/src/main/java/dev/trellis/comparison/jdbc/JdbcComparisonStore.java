package dev.trellis.comparison.jdbc;

import dev.trellis.comparison.ComparedTrials.MetricSummary;
import dev.trellis.comparison.ComparisonStore;
import dev.trellis.comparison.ExperimentProgress.Improvement;
import dev.trellis.paging.Page;
import dev.trellis.paging.PageRequest;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** {@link ComparisonStore} that reads the tables {@code trial} and {@code metric_point}. */
@Repository
class JdbcComparisonStore implements ComparisonStore {
  private final JdbcClient jdbc;

  JdbcComparisonStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Page<String> metricNames(long experimentId, @Nullable String search, PageRequest page) {
    String condition =
        """
        from experiment_metric where experiment_id = :experiment
          and (:search::text is null or position(lower(:search::text) in lower(metric)) > 0)
        """;
    List<String> names =
        jdbc.sql("select metric " + condition + "order by metric limit :size offset :offset")
            .param("experiment", experimentId)
            .param("search", search)
            .param("size", page.size())
            .param("offset", page.offset())
            .query(String.class)
            .list();
    long total =
        jdbc.sql("select count(*) " + condition)
            .param("experiment", experimentId)
            .param("search", search)
            .query(Long.class)
            .single();
    return Page.of(names, page, total);
  }

  @Override
  public Map<String, Map<Long, MetricSummary>> metrics(Collection<Long> trialIds, int limit) {
    Map<String, Map<Long, MetricSummary>> metrics = new TreeMap<>();
    jdbc.sql(
            """
            select p.metric, p.trial_id,
                   max(p.value) filter (where p.step = t.best_step) as at_best,
                   max(p.value) filter (where p.step = t.last_step) as last,
                   min(p.value) filter (where abs(p.value) < 'Infinity') as lowest,
                   max(p.value) filter (where abs(p.value) < 'Infinity') as highest
            from trial t join metric_point p on p.trial_id = t.id
            where t.id = any (:ids) and p.metric in (
              select name.metric
              from experiment_metric name
              where name.experiment_id in (select experiment_id from trial where id = any (:ids))
              group by name.metric order by name.metric limit :limit)
            group by p.metric, p.trial_id
            """)
        .param("ids", trialIds.toArray(Long[]::new))
        .param("limit", limit)
        .query(
            row -> {
              metrics
                  .computeIfAbsent(row.getString("metric"), name -> new HashMap<>())
                  .put(
                      row.getLong("trial_id"),
                      new MetricSummary(
                          row.getObject("at_best", Double.class),
                          row.getObject("last", Double.class),
                          row.getObject("lowest", Double.class),
                          row.getObject("highest", Double.class)));
            });
    return metrics;
  }

  @Override
  public Map<Long, TrainedWith> trainedWith(Collection<Long> trialIds) {
    Map<Long, TrainedWith> trainedWith = new HashMap<>();
    jdbc.sql(
            """
            select t.id, t.latest -> 'program' ->> 'version' as version,
                   t.latest -> 'program' ->> 'commit' as commit,
                   (select string_agg(key || ' ' || value, ', ' order by key)
                    from jsonb_each_text(t.latest -> 'engines'))
                   || coalesce('; ' || (t.latest -> 'libraries' ->> 'nd4j_build'), '') as backend
            from (
              select id, provenance -> -1 as latest from trial
              where id = any (:ids) and provenance is not null) t
            """)
        .param("ids", trialIds.toArray(Long[]::new))
        .query(
            row -> {
              trainedWith.put(
                  row.getLong("id"),
                  new TrainedWith(
                      row.getString("version"), row.getString("commit"), row.getString("backend")));
            });
    return trainedWith;
  }

  @Override
  public List<Improvement> bestValues(long experimentId) {
    return jdbc.sql(
            """
            select row_number() over ended as trials,
                   sum(extract(epoch from trained + coalesce(finished_at - started_at, '0')))
                     over ended as seconds,
                   best_value
            from trial
            where experiment_id = :experiment and finished_at is not null
              and (started_at is not null or trained > '0')
            window ended as (order by finished_at, number)
            order by trials
            """)
        .param("experiment", experimentId)
        .query(
            (row, index) ->
                new Improvement(
                    row.getLong("trials"),
                    row.getDouble("seconds"),
                    row.getObject("best_value") == null ? Double.NaN : row.getDouble("best_value")))
        .list();
  }

  @Override
  public Map<Long, Double> bestBy(long experimentId, int epoch) {
    Map<Long, Double> values = new HashMap<>();
    jdbc.sql(
            """
            select id, value from (
              select t.id, case when t.best_step <= :epoch then t.best_value else (
                       select case e.goal when 'MINIMIZE' then min(p.value) else max(p.value) end
                       from metric_point p
                       where p.trial_id = t.id and p.metric = e.metric and p.step <= :epoch
                         and abs(p.value) < 'Infinity') end as value
              from trial t join experiment e on e.id = t.experiment_id
              where e.id = :experiment and t.state in ('COMPLETED', 'PRUNED')) best
            where value is not null
            """)
        .param("experiment", experimentId)
        .param("epoch", epoch)
        .query(
            row -> {
              values.put(row.getLong("id"), row.getDouble("value"));
            });
    return values;
  }
}
