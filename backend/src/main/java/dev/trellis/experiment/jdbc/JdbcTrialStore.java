package dev.trellis.experiment.jdbc;

import dev.trellis.experiment.Trial;
import dev.trellis.experiment.TrialState;
import dev.trellis.experiment.TrialStore;
import dev.trellis.filter.Filter;
import dev.trellis.paging.Page;
import dev.trellis.paging.PageRequest;
import dev.trellis.space.Assignment;
import dev.trellis.stopping.StopReason;
import dev.trellis.training.ConfusionMatrix;
import dev.trellis.training.FailureKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** {@link TrialStore} in table {@code trial}. */
@Repository
class JdbcTrialStore implements TrialStore {
  private static final String SECONDS =
      """
      extract(epoch from nullif(t.trained + coalesce(
        coalesce(t.finished_at, clock_timestamp()) - t.started_at, '0'), '0'))::float8
      """
          .strip();

  private static final String SELECT =
      """
      select t.*, %s as seconds
      from trial t
      """
          .formatted(SECONDS);

  /**
   * Columns by the names of filter and sort fields; {@code %s} is replaced by the name after the
   * dot.
   */
  private static final Map<String, String> COLUMNS =
      Map.ofEntries(
          Map.entry("id", "t.id"),
          Map.entry("number", "t.number"),
          Map.entry("state", "t.state"),
          Map.entry("attempt", "t.attempt"),
          Map.entry("best_value", "t.best_value"),
          Map.entry("best_step", "t.best_step"),
          Map.entry("last_value", "t.last_value"),
          Map.entry("last_step", "t.last_step"),
          Map.entry("seconds", SECONDS),
          Map.entry("parameter_count", "t.parameter_count"),
          Map.entry("stop_rule", "(t.stop_reason ->> 'rule')"),
          Map.entry("failure", "t.failure_kind"),
          Map.entry("tags", "t.tags"),
          Map.entry("note", "nullif(t.note, '')"),
          Map.entry("queued_at", "t.queued_at"),
          Map.entry("started_at", "t.first_started_at"),
          Map.entry("finished_at", "t.finished_at"),
          Map.entry("parameters", "(t.parameters -> %s)"),
          Map.entry("test", "(t.test ->> %s)::float8"));

  /** Those that can be NaN or infinite: such values are never best, so they come last. */
  private static final Set<String> MAY_BE_NOT_FINITE = Set.of("last_value", "test");

  private final JdbcClient jdbc;
  private final JsonMapper json;

  JdbcTrialStore(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  @Override
  public Optional<Trial> find(long id) {
    return jdbc.sql(SELECT + "where t.id = :id").param("id", id).query(this::read).optional();
  }

  @Override
  public Page<Trial> list(long experimentId, Filter filter, PageRequest page) {
    FilterSql condition = FilterSql.of(filter, COLUMNS);
    var found =
        jdbc.sql(
                "%s %s order by %s, t.number limit :size offset :offset"
                    .formatted(SELECT, where(condition), orderBy(page)))
            .params(condition.parameters())
            .param("key", key(page))
            .param("experiment", experimentId)
            .param("size", page.size())
            .param("offset", page.offset())
            .query(this::read)
            .list();
    long total =
        jdbc.sql("select count(*) from trial t " + where(condition))
            .params(condition.parameters())
            .param("experiment", experimentId)
            .query(Long.class)
            .single();
    return Page.of(found, page, total);
  }

  @Override
  public List<Trial> following(long experimentId, Filter filter, long after, int limit) {
    FilterSql condition = FilterSql.of(filter, COLUMNS);
    return jdbc.sql(
            SELECT + where(condition) + "and t.number > :after order by t.number limit :limit")
        .params(condition.parameters())
        .param("experiment", experimentId)
        .param("after", after)
        .param("limit", limit)
        .query(this::read)
        .list();
  }

  @Override
  public List<String> testMetrics(long experimentId) {
    return jdbc.sql(
            """
            select distinct name
            from trial cross join lateral json_object_keys(test) name
            where experiment_id = :experiment and test is not null
            order by name
            """)
        .param("experiment", experimentId)
        .query(String.class)
        .list();
  }

  private static String where(FilterSql condition) {
    return "where t.experiment_id = :experiment and %s ".formatted(condition.condition());
  }

  /** jsonb sorts numbers as numbers and words as words. */
  private static String orderBy(PageRequest page) {
    int dot = page.sort().field().indexOf('.');
    String name = dot < 0 ? page.sort().field() : page.sort().field().substring(0, dot);
    String column = Objects.requireNonNull(COLUMNS.get(name), name).formatted(":key");
    return "%s %s nulls last"
        .formatted(
            MAY_BE_NOT_FINITE.contains(name)
                ? "case when abs(%1$s) < 'Infinity' then %1$s end".formatted(column)
                : column,
            page.sort().descending() ? "desc" : "asc");
  }

  private static String key(PageRequest page) {
    return page.sort().field().substring(page.sort().field().indexOf('.') + 1);
  }

  @Override
  public List<Map<String, Object>> provenance(long id) {
    return jdbc.sql("select provenance from trial where id = :id and provenance is not null")
        .param("id", id)
        .query(String.class)
        .optional()
        .map(text -> json.readValue(text, new TypeReference<List<Map<String, Object>>>() {}))
        .orElse(List.of());
  }

  @Override
  public Optional<ConfusionMatrix> confusion(long id) {
    return jdbc.sql("select confusion from trial where id = :id and confusion is not null")
        .param("id", id)
        .query(String.class)
        .optional()
        .map(matrix -> json.readValue(matrix, ConfusionMatrix.class));
  }

  @Override
  public List<Long> lockAll(long experimentId) {
    return jdbc.sql("select id from trial where experiment_id = :id order by id for update")
        .param("id", experimentId)
        .query(Long.class)
        .list();
  }

  @Override
  @Transactional
  public boolean cancel(long id) {
    lockExperimentOf(id);
    int waiting =
        jdbc.sql(
                """
                update trial
                set state = 'CANCELLED', finished_at = clock_timestamp(), pause_reason = null,
                    stop_reason = '{"rule": "cancelled", "step": 0}'
                where id = :id and state in ('QUEUED', 'PAUSED')
                """)
            .param("id", id)
            .update();
    int running =
        jdbc.sql("update trial set cancel_requested = true where id = :id and state = 'RUNNING'")
            .param("id", id)
            .update();
    return waiting + running > 0;
  }

  /** Before the trial's own row, as everywhere. */
  private void lockExperimentOf(long id) {
    jdbc.sql(
            """
            select e.id from experiment e
            where e.id = (select experiment_id from trial where id = :id) for no key update
            """)
        .param("id", id)
        .query(Long.class)
        .optional();
  }

  private Trial read(ResultSet row, int index) throws SQLException {
    return new Trial(
        row.getLong("id"),
        row.getLong("experiment_id"),
        row.getLong("number"),
        TrialState.valueOf(row.getString("state")),
        row.getInt("attempt"),
        new Assignment(
            json.readValue(
                row.getString("assignment"),
                new TypeReference<LinkedHashMap<String, Object>>() {})),
        row.getLong("seed"),
        row.getLong("parameter_count"),
        row.getObject("best_value", Double.class),
        row.getObject("best_step", Integer.class),
        row.getObject("last_value", Double.class),
        row.getObject("last_step", Integer.class),
        row.getObject("epoch_fraction", Double.class),
        ColumnValues.instantOrNull(row, "first_started_at"),
        ColumnValues.instantOrNull(row, "finished_at"),
        row.getObject("seconds", Double.class),
        stopReason(row),
        failure(row),
        test(row),
        row.getString("sample"),
        row.getString("model"),
        row.getObject("checkpoint_step", Integer.class),
        row.getObject("rerun_of", Long.class),
        row.getObject("replica_of", Long.class),
        row.getObject("same_as", Long.class),
        row.getObject("enqueued") != null,
        ColumnValues.texts(row, "tags"),
        row.getString("note"));
  }

  private @Nullable StopReason stopReason(ResultSet row) throws SQLException {
    String reason = row.getString("stop_reason");
    return reason == null ? null : json.readValue(reason, StopReason.class);
  }

  private static Trial.@Nullable Failure failure(ResultSet row) throws SQLException {
    String kind = row.getString("failure_kind");
    return kind == null
        ? null
        : new Trial.Failure(FailureKind.valueOf(kind), row.getString("failure_message"));
  }

  private @Nullable Map<String, Double> test(ResultSet row) throws SQLException {
    String test = row.getString("test");
    return test == null
        ? null
        : json.readValue(test, new TypeReference<LinkedHashMap<String, Double>>() {});
  }
}
