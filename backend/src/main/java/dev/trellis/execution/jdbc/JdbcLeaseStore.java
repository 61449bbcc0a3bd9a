package dev.trellis.execution.jdbc;

import dev.trellis.execution.claim.ExpiredClaim;
import dev.trellis.execution.claim.LeaseStore;
import dev.trellis.execution.process.WorkerProperties;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** {@link LeaseStore} in the queue's table, whose heartbeats db-scheduler writes. */
@Repository
class JdbcLeaseStore implements LeaseStore {
  private final JdbcClient jdbc;
  private final double limit;

  JdbcLeaseStore(JdbcClient jdbc, WorkerProperties properties) {
    this.jdbc = jdbc;
    this.limit = properties.silenceLimit().toMillis() / 1000.0;
  }

  @Override
  public List<ExpiredClaim> lost() {
    return jdbc.sql(
            """
            select t.id as trial_id, t.attempt, t.experiment_id
            from trial t left join scheduled_tasks s
              on s.task_name = 'trial' and s.task_instance = t.id::text
              left join worker w on w.id = t.worker_id
            where t.state = 'RUNNING' and t.worker_id is not null
              and pg_postmaster_start_time() < clock_timestamp() - 2 * :limit * interval '1 second' and (
              s.picked_by is distinct from t.worker_id
              or s.last_heartbeat < clock_timestamp() - 3 * :limit * interval '1 second'
              or greatest(s.last_heartbeat, w.last_heartbeat)
                < clock_timestamp() - :limit * interval '1 second')
            order by t.id
            """)
        .param("limit", limit)
        .query(ExpiredClaim.class)
        .list();
  }

  /** The least that has to reach the disk as a heartbeat has to: an answer alone would not tell. */
  @Override
  public void check() {
    jdbc.sql("select pg_logical_emit_message(true, 'trellis', '')::text")
        .query(String.class)
        .single();
  }

  @Override
  public void freeUnclaimed() {
    jdbc.sql(
            """
            update scheduled_tasks s
            set picked = false, picked_by = null, last_heartbeat = null, version = version + 1
            where s.picked and s.last_heartbeat < clock_timestamp() - :limit * interval '1 second'
              and exists (
                select from trial t where t.id = s.task_instance::bigint and t.state = 'QUEUED')
            """)
        .param("limit", limit)
        .update();
  }

  @Override
  public void release(long trialId, String workerId) {
    jdbc.sql(
            """
            update scheduled_tasks
            set picked = false, picked_by = null, last_heartbeat = null, version = version + 1
            where task_name = 'trial' and task_instance = :id and picked_by = :worker
            """)
        .param("id", Long.toString(trialId))
        .param("worker", workerId)
        .update();
  }

  /** Returns whether the queue assigns the trial to this worker. */
  boolean isHeld(long trialId, String workerId) {
    return jdbc.sql(
            """
            select exists (
              select from scheduled_tasks
              where task_name = 'trial' and task_instance = :id and picked_by = :worker)
            """)
        .param("id", Long.toString(trialId))
        .param("worker", workerId)
        .query(Boolean.class)
        .single();
  }
}
