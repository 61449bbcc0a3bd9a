package dev.trellis.execution.jdbc;

import dev.trellis.execution.process.Worker;
import dev.trellis.execution.process.WorkerIdentity;
import dev.trellis.execution.process.WorkerStore;
import dev.trellis.paging.Page;
import dev.trellis.paging.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** {@link WorkerStore} in table {@code worker}; time is the database's. */
@Repository
class JdbcWorkerStore implements WorkerStore {
  private final JdbcClient jdbc;

  JdbcWorkerStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void heartbeat(WorkerIdentity worker) {
    jdbc.sql(
            """
            insert into worker (id, host, pid, cores, parallel_trials, version)
            values (:id, :host, :pid, :cores, :parallelTrials, :version)
            on conflict on constraint worker_pk do update set last_heartbeat = clock_timestamp()
            """)
        .paramSource(worker)
        .update();
  }

  @Override
  public void forgetDead(Duration silence) {
    jdbc.sql("delete from worker where last_heartbeat < now() - :silence * interval '1 second'")
        .param("silence", silence.toSeconds())
        .update();
  }

  @Override
  public Page<Worker> list(Duration limit, PageRequest page) {
    List<Worker> workers =
        jdbc.sql(
                """
                select w.*, w.last_heartbeat > now() - :limit * interval '1 second' as alive,
                       coalesce(r.trials, '{}') as trials, r.tokens_per_second
                from worker w left join lateral (
                  select array_agg(t.id order by t.id) as trials,
                         sum(p.value) as tokens_per_second
                  from trial t left join metric_point p
                    on p.trial_id = t.id and p.metric = 'tokens_per_second' and p.step = t.last_step
                  where t.worker_id = w.id and t.state = 'RUNNING') r on true
                order by alive desc, w.started_at desc, w.id
                limit :size offset :offset
                """)
            .param("limit", limit.toSeconds())
            .param("size", page.size())
            .param("offset", page.offset())
            .query(JdbcWorkerStore::read)
            .list();
    long total = jdbc.sql("select count(*) from worker").query(Long.class).single();
    return new Page<>(workers, page.page(), page.size(), total);
  }

  private static Worker read(ResultSet row, int index) throws SQLException {
    WorkerIdentity identity =
        new WorkerIdentity(
            row.getString("id"),
            row.getString("host"),
            row.getLong("pid"),
            row.getInt("cores"),
            row.getInt("parallel_trials"),
            row.getString("version"));
    return new Worker(
        identity,
        row.getObject("started_at", OffsetDateTime.class).toInstant(),
        row.getObject("last_heartbeat", OffsetDateTime.class).toInstant(),
        row.getBoolean("alive"),
        Arrays.asList((Long[]) row.getArray("trials").getArray()),
        row.getObject("tokens_per_second", Double.class));
  }
}
