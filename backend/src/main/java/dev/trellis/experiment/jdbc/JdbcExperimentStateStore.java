package dev.trellis.experiment.jdbc;

import dev.trellis.experiment.ExperimentStateStore;
import dev.trellis.experiment.submission.SubmissionWriter;
import dev.trellis.experiment.submission.spec.ExperimentSpec;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** {@link ExperimentStateStore} in tables {@code experiment} and {@code trial}. */
@Repository
class JdbcExperimentStateStore implements ExperimentStateStore {
  private final JdbcClient jdbc;
  private final JsonMapper json;

  JdbcExperimentStateStore(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
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
    lockTrials(id);
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
      lockTrials(id);
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
      lockTrials(id);
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
  public void lockTrials(long id) {
    jdbc.sql("select id from trial where experiment_id = :id order by id for no key update")
        .param("id", id)
        .query(Long.class)
        .list();
  }

  /**
   * Uses a lock that keeps the key: a transaction that holds a trial and inserts references to the
   * experiment must not wait.
   */
  @Override
  public void lock(long id) {
    jdbc.sql("select id from experiment where id = :id for no key update")
        .param("id", id)
        .query(Long.class)
        .optional();
  }

  @Override
  public Progress progress(long id) {
    return jdbc.sql(
            """
            select proposed, coalesce(extract(epoch from
                     coalesce(finished_at, paused_at, clock_timestamp()) - started_at - paused_time), 0)::float8
                   as used,
                   (select count(*) from trial t
                    where t.experiment_id = e.id and t.state = 'RUNNING' and (
                      t.cancel_requested
                      or clock_timestamp() >= e.started_at + e.wall_clock + e.paused_time)) as stopping
            from experiment e where id = :id
            """)
        .param("id", id)
        .query(
            (row, index) ->
                new Progress(
                    row.getLong("proposed"),
                    Duration.ofMillis((long) (1000 * row.getDouble("used"))),
                    row.getLong("stopping")))
        .single();
  }

  @Override
  public void reopen(long id, @Nullable String endReason, @Nullable String rungRule) {
    jdbc.sql(
            """
            update experiment
            set state = case
                  when finished_at is null then state
                  when started_at is null then 'QUEUED'
                  else 'RUNNING' end,
                paused_time = paused_time + coalesce(clock_timestamp() - finished_at, '0'),
                finished_at = null, end_reason = null, end_message = null
            where id = :id
            """)
        .param("id", id)
        .update();
    lockTrials(id);
    jdbc.sql(
            """
            update trial
            set state = 'PAUSED', pause_reason = 'TURN', cancel_requested = false,
                worker_id = null, started_at = null, finished_at = null, trained = '0',
                stop_reason = null, best_value = null, best_step = null, last_value = null,
                last_step = null, checkpoint = null, checkpoint_before = null, checkpoint_step = null
            where experiment_id = :id and state = 'CANCELLED' and stop_reason ->> 'rule' = :rule
            """)
        .param("id", id)
        .param("rule", endReason)
        .update();
    jdbc.sql(
            """
            update trial
            set state = 'PAUSED', pause_reason = 'RUNG', worker_id = null, started_at = null,
                finished_at = null, stop_reason = null
            where experiment_id = :id and state = 'PRUNED' and stop_reason ->> 'rule' = :rule
            """)
        .param("id", id)
        .param("rule", rungRule)
        .update();
  }

  @Override
  public Optional<String> extension(long id, String idempotencyKey) {
    return jdbc.sql(
            """
            select request from experiment_extension
            where experiment_id = :id and idempotency_key = :key
            """)
        .param("id", id)
        .param("key", idempotencyKey)
        .query(String.class)
        .optional();
  }

  @Override
  public void rememberExtension(long id, String idempotencyKey, String request) {
    jdbc.sql(
            """
            insert into experiment_extension (experiment_id, idempotency_key, request)
            values (:id, :key, :request)
            """)
        .param("id", id)
        .param("key", idempotencyKey)
        .param("request", request)
        .update();
  }

  @Override
  public void change(long id, ExperimentSpec spec, Map<String, Object> normalized) {
    jdbc.sql(
            """
            update experiment
            set trial_count = :trialCount, parallel_trials = :parallelTrials, priority = :priority,
                wall_clock = :wallClock * interval '1 second', spec = :spec::json,
                spec_version = :version
            where id = :id
            """)
        .param("trialCount", spec.trialCount())
        .param("parallelTrials", spec.parallelTrials())
        .param("priority", spec.priority())
        .param("wallClock", ColumnValues.seconds(spec.budget().wallClock()))
        .param("spec", json.writeValueAsString(normalized))
        .param("version", SubmissionWriter.VERSION)
        .param("id", id)
        .update();
  }

  @Override
  public void delete(long id) {
    jdbc.sql("delete from experiment where id = :id").param("id", id).update();
  }
}
