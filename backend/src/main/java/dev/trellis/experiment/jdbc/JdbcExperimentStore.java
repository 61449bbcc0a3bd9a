package dev.trellis.experiment.jdbc;

import dev.trellis.dataset.text.DataShape;
import dev.trellis.experiment.Experiment;
import dev.trellis.experiment.ExperimentStore;
import dev.trellis.experiment.submission.SubmissionWriter;
import dev.trellis.experiment.submission.codec.Warning;
import dev.trellis.experiment.submission.spec.ExperimentSpec;
import dev.trellis.filter.Filter;
import dev.trellis.paging.Page;
import dev.trellis.paging.PageRequest;
import dev.trellis.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
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
      Map<String, Object> normalized,
      DataShape data,
      String source,
      List<String> ignored,
      List<Warning> warnings,
      @Nullable String idempotencyKey) {
    return jdbc.sql(
            """
            insert into experiment (
              name, dataset_id, vocabulary_size, classes, longest_text, method, metric, goal, target,
              trial_count, parallel_trials, priority, wall_clock, spec, spec_version, source, ignored,
              warnings, idempotency_key)
            select :name, d.id, :vocabularySize, :classes, :longestText, :method, :metric, :goal,
              :target, :trialCount, :parallelTrials, :priority, :wallClock * interval '1 second',
              :spec::json, :version, :source, :ignored, :warnings::json, :key
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
        .param("wallClock", ColumnValues.seconds(spec.budget().wallClock()))
        .param("spec", json.writeValueAsString(normalized))
        .param("version", SubmissionWriter.VERSION)
        .param("source", source)
        .param("ignored", ignored.toArray(String[]::new))
        .param("warnings", json.writeValueAsString(warnings))
        .param("key", idempotencyKey)
        .query(Long.class)
        .optional()
        .orElseThrow(
            () ->
                Problem.conflict(
                    "The dataset %s was deleted meanwhile; upload it again."
                        .formatted(spec.dataset())));
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
    return jdbc.sql("select spec, spec_version from experiment where id = :id")
        .param("id", id)
        .query((row, index) -> specs.read(row))
        .optional();
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
}
