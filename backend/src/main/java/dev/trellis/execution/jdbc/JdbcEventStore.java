package dev.trellis.execution.jdbc;

import dev.trellis.execution.event.Event;
import dev.trellis.execution.event.EventStore;
import dev.trellis.paging.Page;
import dev.trellis.paging.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** {@link EventStore} in table {@code event}, which triggers write. */
@Repository
class JdbcEventStore implements EventStore {
  private static final String WHERE =
      """
      where (:experiment::bigint is null or experiment_id = :experiment::bigint)
        and (:trial::bigint is null or trial_id = :trial::bigint)
      """;

  private final JdbcClient jdbc;

  JdbcEventStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Page<Event> list(@Nullable Long experimentId, @Nullable Long trialId, PageRequest page) {
    List<Event> events =
        jdbc.sql(
                "select * from event "
                    + WHERE
                    + "order by written_in desc, id desc limit :size offset :offset")
            .param("experiment", experimentId)
            .param("trial", trialId)
            .param("size", page.size())
            .param("offset", page.offset())
            .query(JdbcEventStore::read)
            .list();
    long total =
        jdbc.sql("select count(*) from event " + WHERE)
            .param("experiment", experimentId)
            .param("trial", trialId)
            .query(Long.class)
            .single();
    return new Page<>(events, page.page(), page.size(), total);
  }

  /** Below the oldest transaction still open, nothing is written any more. */
  @Override
  public List<Event> after(Event.Position position, @Nullable Long experimentId, int most) {
    return jdbc.sql(
            """
            select * from event
            where (written_in, id) > (:transaction::text::xid8, :id)
              and written_in < pg_snapshot_xmin(pg_current_snapshot())
              and (:experiment::bigint is null or experiment_id = :experiment::bigint)
            order by written_in, id limit :most
            """)
        .param("transaction", Long.toString(position.transaction()))
        .param("id", position.id())
        .param("experiment", experimentId)
        .param("most", most)
        .query(JdbcEventStore::read)
        .list();
  }

  @Override
  public Event.Position end() {
    long open =
        jdbc.sql("select pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
            .query(Long.class)
            .single();
    return new Event.Position(open, 0);
  }

  @Override
  public void forget(Duration age) {
    jdbc.sql("delete from event where at < now() - :age * interval '1 second'")
        .param("age", age.toSeconds())
        .update();
  }

  private static Event read(ResultSet row, int index) throws SQLException {
    return new Event(
        new Event.Position(Long.parseLong(row.getString("written_in")), row.getLong("id")),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        row.getLong("experiment_id"),
        row.getObject("trial_id", Long.class),
        row.getObject("number", Long.class),
        row.getString("previous_state"),
        row.getString("state"),
        row.getString("actor"),
        row.getString("reason"),
        row.getObject("attempt", Integer.class),
        row.getString("worker_id"));
  }
}
