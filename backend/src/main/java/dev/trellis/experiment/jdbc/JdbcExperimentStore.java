package dev.trellis.experiment.jdbc;

import dev.trellis.dataset.DataShape;
import dev.trellis.experiment.Experiment;
import dev.trellis.experiment.ExperimentStore;
import dev.trellis.experiment.submission.ExperimentSpec;
import dev.trellis.filter.Filter;
import dev.trellis.paging.Page;
import dev.trellis.paging.PageRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** {@link ExperimentStore} in table {@code experiment}. */
@Repository
class JdbcExperimentStore implements ExperimentStore {
  private static final Map<String, String> FILTERABLE =
      Map.ofEntries(
          Map.entry("id", "e.id"),
          Map.entry("name", "e.name"),
          Map.entry("state", "e.state"),
          Map.entry("method", "e.method"),
          Map.entry("dataset", "d.name"),
          Map.entry("metric", "e.metric"),
          Map.entry("best", "b.best_value"),
          Map.entry("trial_count", "e.trial_count"),
          Map.entry("tags", "e.tags"),
          Map.entry("note", "e.note"),
          Map.entry("archived", "e.archived"),
          Map.entry("created_at", "e.created_at"),
          Map.entry("started_at", "e.started_at"),
          Map.entry("finished_at", "e.finished_at"));

  private static final Map<String, String> SORTABLE =
      Map.of(
          "created_at", "e.created_at",
          "name", "lower(e.name)",
          "state", "e.state",
          "method", "e.method",
          "dataset", "lower(d.name)",
          "trial_count", "e.trial_count",
          "best", "b.best_value",
          "started_at", "e.started_at",
          "finished_at", "e.finished_at");

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final ExperimentRows rows;
  private final StoredSpecs specs;

  JdbcExperimentStore(JdbcClient jdbc, JsonMapper json, ExperimentRows rows, StoredSpecs specs) {
    this.jdbc = jdbc;
    this.json = json;
    this.rows = rows;
    this.specs = specs;
  }

  @Override
  public long insert(
      ExperimentSpec spec,
      Map<String, Object> normalised,
      DataShape data,
      String source,
      List<String> ignored,
      @Nullable String idempotencyKey) {
    return jdbc.sql(
            """
            insert into experiment (
              name, dataset_id, vocabulary_size, classes, longest_text, method, metric, goal, target,
              trial_count, parallel_trials, priority, wall_clock, spec, source, ignored,
              idempotency_key)
            select :name, d.id, :vocabularySize, :classes, :longestText, :method, :metric, :goal,
              :target, :trialCount, :parallelTrials, :priority, :wallClock * interval '1 second',
              :spec::json, :source, :ignored, :key
            from dataset d where d.name = :dataset
            returning id
            """)
        .param("name", spec.name())
        .param("dataset", spec.dataset())
        .param("vocabularySize", data.vocabularySize())
        .param("classes", data.classes())
        .param("longestText", data.longestText())
        .param("method", spec.method())
        .param("metric", spec.objective().metric())
        .param("goal", spec.objective().goal().name())
        .param("target", spec.objective().target())
        .param("trialCount", spec.trialCount())
        .param("parallelTrials", spec.parallelTrials())
        .param("priority", spec.priority())
        .param("wallClock", seconds(spec.budget().wallClock()))
        .param("spec", json.writeValueAsString(normalised))
        .param("source", source)
        .param("ignored", ignored.toArray(String[]::new))
        .param("key", idempotencyKey)
        .query(Long.class)
        .single();
  }

  private static @Nullable Double seconds(@Nullable Duration duration) {
    return duration == null ? null : duration.toMillis() / 1000.0;
  }

  @Override
  public Optional<Experiment> find(long id) {
    return jdbc.sql(ExperimentRows.SELECT + "where e.id = :id")
        .param("id", id)
        .query(rows::experiment)
        .optional();
  }

  @Override
  public Optional<ExperimentSpec> spec(long id) {
    return jdbc.sql("select spec from experiment where id = :id")
        .param("id", id)
        .query(String.class)
        .optional()
        .map(specs::read);
  }

  @Override
  public Optional<Long> submittedUnder(String key) {
    jdbc.sql("select 1 from (select pg_advisory_xact_lock(hashtextextended(:key, 0))) locked")
        .param("key", key)
        .query(Integer.class)
        .single();
    return jdbc.sql("select id from experiment where idempotency_key = :key")
        .param("key", key)
        .query(Long.class)
        .optional();
  }

  @Override
  public Page<Experiment.Summary> list(Filter filter, PageRequest page) {
    FilterSql condition = FilterSql.of(filter, FILTERABLE);
    var found =
        jdbc.sql(
                "%s where %s order by %s, e.id desc limit :size offset :offset"
                    .formatted(ExperimentRows.SELECT, condition.condition(), orderBy(page)))
            .params(condition.parameters())
            .param("size", page.size())
            .param("offset", page.offset())
            .query(rows::summary)
            .list();
    long total =
        jdbc.sql(
                "select count(*) %s where %s".formatted(ExperimentRows.FROM, condition.condition()))
            .params(condition.parameters())
            .query(Long.class)
            .single();
    return Page.of(found, page, total);
  }

  private static String orderBy(PageRequest page) {
    return SORTABLE.get(page.sort().field())
        + (page.sort().descending() ? " desc nulls last" : " asc nulls last");
  }

  @Override
  @Transactional
  public boolean cancel(long id) {
    int cancelled =
        jdbc.sql(
                """
                update experiment
                set state = 'CANCELLED', finished_at = clock_timestamp(), paused_at = null
                where id = :id and state in ('QUEUED', 'RUNNING', 'PAUSED')
                """)
            .param("id", id)
            .update();
    jdbc.sql(
            """
            update trial
            set state = 'CANCELLED', finished_at = clock_timestamp(), pause_reason = null,
                stop_reason = '{"rule": "cancelled", "step": 0}'
            where experiment_id = :id and state in ('QUEUED', 'PAUSED')
            """)
        .param("id", id)
        .update();
    return cancelled > 0;
  }

  @Override
  @Transactional
  public boolean pause(long id) {
    int paused =
        jdbc.sql(
                """
                update experiment set state = 'PAUSED', paused_at = clock_timestamp()
                where id = :id and state in ('QUEUED', 'RUNNING')
                """)
            .param("id", id)
            .update();
    if (paused > 0) {
      jdbc.sql(
              """
              update trial set state = 'PAUSED', pause_reason = 'EXPERIMENT'
              where experiment_id = :id and state = 'QUEUED'
              """)
          .param("id", id)
          .update();
    }
    return paused > 0;
  }

  @Override
  @Transactional
  public boolean resume(long id) {
    int resumed =
        jdbc.sql(
                """
                update experiment
                set state = case when started_at is null then 'QUEUED' else 'RUNNING' end,
                    paused_time = paused_time + (clock_timestamp() - paused_at), paused_at = null
                where id = :id and state = 'PAUSED'
                """)
            .param("id", id)
            .update();
    if (resumed > 0) {
      jdbc.sql(
              """
              update trial set state = 'QUEUED', pause_reason = null
              where experiment_id = :id and state = 'PAUSED' and pause_reason = 'EXPERIMENT'
              """)
          .param("id", id)
          .update();
    }
    return resumed > 0;
  }

  @Override
  public void lock(long id) {
    jdbc.sql("select id from experiment where id = :id for update")
        .param("id", id)
        .query(Long.class)
        .optional();
  }

  @Override
  public long proposed(long id) {
    return jdbc.sql("select proposed from experiment where id = :id")
        .param("id", id)
        .query(Long.class)
        .single();
  }

  @Override
  public void change(long id, ExperimentSpec spec, Map<String, Object> normalised) {
    jdbc.sql(
            """
            update experiment
            set trial_count = :trialCount, parallel_trials = :parallelTrials, priority = :priority,
                wall_clock = :wallClock * interval '1 second', spec = :spec::json
            where id = :id
            """)
        .param("trialCount", spec.trialCount())
        .param("parallelTrials", spec.parallelTrials())
        .param("priority", spec.priority())
        .param("wallClock", seconds(spec.budget().wallClock()))
        .param("spec", json.writeValueAsString(normalised))
        .param("id", id)
        .update();
  }

  @Override
  public void delete(long id) {
    jdbc.sql("delete from experiment where id = :id").param("id", id).update();
  }
}
