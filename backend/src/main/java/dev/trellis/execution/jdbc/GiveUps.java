package dev.trellis.execution.jdbc;

import dev.trellis.execution.WorkerProperties;
import dev.trellis.experiment.TrialState;
import dev.trellis.training.FailureKind;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Trials that leave a worker without an outcome. Where they go follows from what holds at that
 * moment: the end where they or their experiment are cancelled, or were tried often enough; outside
 * the queue where the experiment is paused; else back into it. The caller holds the lock of the
 * experiment's row.
 */
@Component
class GiveUps {
  private static final String GIVE_UP =
      """
      with given_up as (
        select t.id,
          case
            when t.cancel_requested or e.state = 'CANCELLED' then 'CANCELLED'
            when :retry and t.retries >= :limit then 'FAILED'
            when :rung or e.state = 'PAUSED' then 'PAUSED'
            else 'QUEUED'
          end as state
        from trial t join experiment e on e.id = t.experiment_id
        where t.id = :id and t.attempt = :attempt and t.state = 'RUNNING'
        for update of t)
      update trial t
      set state = g.state, epoch_fraction = null,
          worker_id = case when g.state in ('CANCELLED', 'FAILED') then t.worker_id end,
          retries = t.retries + case when :retry and g.state in ('QUEUED', 'PAUSED') then 1 else 0 end,
          retry_reason = case when :retry then :reason else t.retry_reason end,
          pause_reason = case when g.state = 'PAUSED' then
            case when :rung then 'RUNG' else 'EXPERIMENT' end end,
          finished_at = case when g.state in ('CANCELLED', 'FAILED') then clock_timestamp() end,
          stop_reason = case g.state
            when 'CANCELLED' then json_build_object('rule', 'cancelled', 'step', coalesce(t.last_step, 0))
            when 'FAILED' then json_build_object('rule', lower(:kind), 'step', coalesce(t.last_step, 0))
          end,
          failure_kind = case g.state when 'FAILED' then :kind end,
          failure_message = case g.state when 'FAILED' then
            format('Tried %s times without an outcome; the last time: %s.', t.attempt, :reason) end
      from given_up g
      where t.id = g.id
      returning g.state
      """;

  private final JdbcClient jdbc;
  private final int retries;

  GiveUps(JdbcClient jdbc, WorkerProperties properties) {
    this.jdbc = jdbc;
    this.retries = properties.retries();
  }

  Optional<TrialState> handBack(long trialId, int attempt) {
    return giveUp(trialId, attempt, false, null, "");
  }

  Optional<TrialState> pauseAtRung(long trialId, int attempt) {
    return giveUp(trialId, attempt, true, null, "");
  }

  Optional<TrialState> retry(long trialId, int attempt, FailureKind kind, String reason) {
    return giveUp(trialId, attempt, false, kind, reason);
  }

  /** The state it goes to; empty where another attempt holds it or none does. */
  private Optional<TrialState> giveUp(
      long trialId, int attempt, boolean rung, @Nullable FailureKind kind, String reason) {
    return jdbc.sql(GIVE_UP)
        .param("id", trialId)
        .param("attempt", attempt)
        .param("rung", rung)
        .param("retry", kind != null)
        .param("limit", retries)
        .param("kind", kind == null ? "" : kind.name())
        .param("reason", reason)
        .query(String.class)
        .optional()
        .map(TrialState::valueOf);
  }

  /** A trial that waits at a rung goes back into the queue, or where paused, into that wait. */
  int promote(long trialId) {
    return jdbc.sql(
            """
            update trial t
            set state = case e.state when 'PAUSED' then 'PAUSED' else 'QUEUED' end,
                pause_reason = case e.state when 'PAUSED' then 'EXPERIMENT' end
            from experiment e
            where e.id = t.experiment_id and t.id = :id
              and t.state = 'PAUSED' and t.pause_reason = 'RUNG'
            """)
        .param("id", trialId)
        .update();
  }
}
