package dev.trellis.experiment.jdbc;

import dev.trellis.experiment.Trial;
import dev.trellis.experiment.TrialState;
import dev.trellis.experiment.TrialStore;
import dev.trellis.paging.Page;
import dev.trellis.paging.PageRequest;
import dev.trellis.space.Assignment;
import dev.trellis.stopping.StopReason;
import dev.trellis.training.FailureKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** {@link TrialStore} in table {@code trial}. */
@Repository
class JdbcTrialStore implements TrialStore {
  private static final String SELECT =
      """
      select t.*,
        extract(epoch from coalesce(t.finished_at, clock_timestamp()) - t.started_at)::float8
          as seconds
      from trial t
      """;

  private static final Map<String, String> SORTABLE =
      Map.of(
          "number", "t.number",
          "state", "t.state",
          "best_value", "t.best_value",
          "best_step", "t.best_step",
          "last_value", "t.last_value",
          "seconds", "seconds",
          "parameter_count", "t.parameter_count",
          "started_at", "t.started_at",
          "finished_at", "t.finished_at");

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
  public Page<Trial> list(long experimentId, @Nullable TrialState state, PageRequest page) {
    String condition =
        "where t.experiment_id = :experiment and (:state::text is null or t.state = :state::text) ";
    String order = "order by %s, t.number limit :size offset :offset".formatted(orderBy(page));
    var found =
        jdbc.sql("select * from (" + SELECT + condition + ") t " + order)
            .param("experiment", experimentId)
            .param("state", state == null ? null : state.name())
            .param("parameter", parameter(page))
            .param("size", page.size())
            .param("offset", page.offset())
            .query(this::read)
            .list();
    long total =
        jdbc.sql("select count(*) from trial t " + condition)
            .param("experiment", experimentId)
            .param("state", state == null ? null : state.name())
            .query(Long.class)
            .single();
    return new Page<>(found, page.page(), page.size(), total);
  }

  /** jsonb sorts numbers as numbers and words as words. */
  private static String orderBy(PageRequest page) {
    String column = SORTABLE.getOrDefault(page.sort().field(), "t.assignment::jsonb -> :parameter");
    return column + (page.sort().descending() ? " desc nulls last" : " asc nulls last");
  }

  private static String parameter(PageRequest page) {
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
  public List<Long> ids(long experimentId) {
    return jdbc.sql("select id from trial where experiment_id = :id")
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
            where e.id = (select experiment_id from trial where id = :id) for update
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
        Columns.instantOrNull(row, "started_at"),
        Columns.instantOrNull(row, "finished_at"),
        row.getObject("seconds", Double.class),
        stopReason(row),
        failure(row),
        test(row),
        row.getString("sample"),
        row.getString("model"),
        row.getObject("checkpoint_step", Integer.class),
        row.getObject("rerun_of", Long.class));
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
