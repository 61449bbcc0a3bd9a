package dev.trellis.execution.jdbc;

import dev.trellis.execution.planning.ExperimentProgressStore;
import dev.trellis.experiment.ExperimentStateStore;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** {@link ExperimentProgressStore} in table {@code experiment}; time is the database's. */
@Repository
class JdbcExperimentProgressStore implements ExperimentProgressStore {
  private static final Backlog NOTHING = new Backlog(0, 0, 0, 0);

  private final JdbcClient jdbc;
  private final ExperimentStateStore states;

  JdbcExperimentProgressStore(JdbcClient jdbc, ExperimentStateStore states) {
    this.jdbc = jdbc;
    this.states = states;
  }

  @Override
  public Optional<OpenExperiment> lock(long experimentId) {
    return lockRow(experimentId) ? Optional.of(read(experimentId)) : Optional.empty();
  }

  /** Must lock before it counts: the counts must include the changes of the last planner. */
  private boolean lockRow(long experimentId) {
    return jdbc.sql(
            """
            select state in ('QUEUED', 'RUNNING') from experiment where id = :id for no key update
            """)
        .param("id", experimentId)
        .query(Boolean.class)
        .optional()
        .orElse(false);
  }

  private OpenExperiment read(long experimentId) {
    return jdbc.sql(
            """
            select e.id, e.vocabulary_size, e.classes, e.longest_text, e.proposed, e.enqueued,
                   count(t.id) filter (where t.state <> 'PAUSED') as open,
                   count(t.id) filter (where t.state = 'PAUSED') as paused,
                   (select count(*) from trial r
                    where r.experiment_id = e.id and r.replica_of is not null) as replicas,
                   count(t.id) filter (where t.replica_of is not null) as open_replicas,
                   e.end_reason,
                   coalesce(
                     clock_timestamp() >= e.started_at + e.wall_clock + e.paused_time, false
                   ) as out_of_budget
            from experiment e
            left join trial t
              on t.experiment_id = e.id and t.state in ('QUEUED', 'RUNNING', 'PAUSED')
            where e.id = :id
            group by e.id
            """)
        .param("id", experimentId)
        .query(OpenExperiment.class)
        .single();
  }

  @Override
  public Backlog backlog(long experimentId) {
    return jdbc.sql(
            """
            select count(*) filter (where t.state = 'QUEUED' and t.retries = 0) as waiting,
                   count(t.id) as open,
                   e.trial_count - e.proposed
                     + count(*) filter (where t.pause_reason = 'TURN') as left,
                   e.parallel_trials
            from experiment e
            left join trial t
              on t.experiment_id = e.id and t.state in ('QUEUED', 'RUNNING', 'PAUSED')
            where e.id = :id
            group by e.id
            """)
        .param("id", experimentId)
        .query(Backlog.class)
        .optional()
        .orElse(NOTHING);
  }

  @Override
  public List<Long> open() {
    return jdbc.sql("select id from experiment where state in ('QUEUED', 'RUNNING') order by id")
        .query(Long.class)
        .list();
  }

  @Override
  public void setProposed(long experimentId, long proposed) {
    jdbc.sql("update experiment set proposed = :proposed where id = :id")
        .param("proposed", proposed)
        .param("id", experimentId)
        .update();
  }

  @Override
  public int cancelWaiting(long experimentId) {
    states.lockTrials(experimentId);
    return jdbc.sql(
            """
            update trial
            set state = 'CANCELLED', finished_at = clock_timestamp(), pause_reason = null,
                stop_reason = '{"rule": "budget", "step": 0}'
            where experiment_id = :id and state in ('QUEUED', 'PAUSED')
            """)
        .param("id", experimentId)
        .update();
  }

  @Override
  public void finish(long experimentId, @Nullable String endReason) {
    jdbc.sql(
            """
            update experiment
            set end_reason = :reason, finished_at = clock_timestamp(),
                state = case when exists (
                  select from trial t
                  where t.experiment_id = :id and t.state in ('COMPLETED', 'PRUNED')
                ) then 'COMPLETED' else 'FAILED' end
            where id = :id
            """)
        .param("reason", endReason)
        .param("id", experimentId)
        .update();
  }

  @Override
  public void fail(long experimentId, String endReason, String message) {
    int failed =
        jdbc.sql(
                """
                update experiment
                set state = 'FAILED', end_reason = :reason, end_message = :message,
                    finished_at = clock_timestamp(), paused_at = null
                where id = :id and state in ('QUEUED', 'RUNNING', 'PAUSED')
                """)
            .param("reason", endReason)
            .param("message", message)
            .param("id", experimentId)
            .update();
    if (failed > 0) {
      stop(experimentId, endReason);
    }
  }

  private void stop(long experimentId, String reason) {
    states.lockTrials(experimentId);
    jdbc.sql(
            """
            update trial
            set state = case state when 'RUNNING' then 'RUNNING' else 'CANCELLED' end,
                cancel_requested = state = 'RUNNING',
                finished_at = case state when 'RUNNING' then null else clock_timestamp() end,
                pause_reason = null,
                stop_reason = case state when 'RUNNING' then null else
                  json_build_object('rule', :reason, 'step', coalesce(last_step, 0)) end
            where experiment_id = :id and state in ('QUEUED', 'RUNNING', 'PAUSED')
            """)
        .param("id", experimentId)
        .param("reason", reason)
        .update();
  }
}
