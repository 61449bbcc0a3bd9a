package dev.trellis.execution.jdbc;

import dev.trellis.execution.claim.Claim;
import dev.trellis.execution.claim.ClaimStore;
import dev.trellis.execution.claim.ExpiredClaim;
import dev.trellis.execution.claim.StaleClaimException;
import dev.trellis.execution.process.WorkerProperties;
import dev.trellis.experiment.TrialState;
import dev.trellis.space.Assignment;
import dev.trellis.training.FailureKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@link ClaimStore} in table {@code trial}; times are of the database. A trial that loses its
 * worker without an outcome ends if the trial or its experiment is cancelled or if it has no
 * attempts left, pauses if its experiment is paused, and otherwise returns to the queue.
 */
@Repository
class JdbcClaimStore implements ClaimStore {
  private static final String SUSPECT = "(retries >= 2 and retry_reason = 'worker_lost')";

  private static final String CLAIM =
      """
      update trial
      set state = 'RUNNING', attempt = attempt + 1, worker_id = :worker,
          started_at = clock_timestamp(), progressed_at = clock_timestamp(), epoch_fraction = 0
      where id = :id and state = 'QUEUED' and (:alone or not %s)
        and exists (
          select from scheduled_tasks
          where task_name = 'trial' and task_instance = :place and picked_by = :worker)
        and (:first or exists (
          select from experiment e where e.id = trial.experiment_id and e.state = 'RUNNING'))
      returning id, attempt, experiment_id, number, assignment, seed, checkpoint, checkpoint_before
      """
          .formatted(SUSPECT);

  private static final String GIVE_UP =
      """
      with given_up as (
        select t.id, coalesce(e.end_reason, 'cancelled') as cancelled_by,
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
          trained = t.trained + case when g.state in ('QUEUED', 'PAUSED')
            then clock_timestamp() - t.started_at else '0' end,
          started_at = case when g.state in ('CANCELLED', 'FAILED') then t.started_at end,
          worker_id = case when g.state in ('CANCELLED', 'FAILED') then t.worker_id end,
          retries = t.retries + case when :retry and g.state in ('QUEUED', 'PAUSED') then 1 else 0 end,
          retry_reason = case when :retry then :reason else t.retry_reason end,
          pause_reason = case when g.state = 'PAUSED' then
            case when :rung then 'RUNG' else 'EXPERIMENT' end end,
          finished_at = case when g.state in ('CANCELLED', 'FAILED') then clock_timestamp() end,
          stop_reason = case g.state
            when 'CANCELLED' then json_build_object('rule', g.cancelled_by, 'step', coalesce(t.last_step, 0))
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
  private final JsonMapper json;
  private final TransactionTemplate transaction;
  private final int retries;

  JdbcClaimStore(
      JdbcClient jdbc,
      JsonMapper json,
      PlatformTransactionManager transactions,
      WorkerProperties properties) {
    this.jdbc = jdbc;
    this.json = json;
    this.transaction = new TransactionTemplate(transactions);
    this.retries = properties.retries();
  }

  /** In one statement, unless it may be the first of its experiment. */
  @Override
  public Optional<Claim> claim(long trialId, String workerId, boolean alone) {
    Optional<Claim> claim = claim(trialId, workerId, alone, false);
    return claim.isPresent() ? claim : claimFirst(trialId, workerId, alone);
  }

  private Optional<Claim> claimFirst(long trialId, String workerId, boolean alone) {
    return transaction.execute(
        status -> {
          startExperiment(trialId);
          Optional<Claim> claim = claim(trialId, workerId, alone, true);
          if (claim.isEmpty()) {
            status.setRollbackOnly();
          }
          return claim;
        });
  }

  /**
   * Must come before the lock of the trial's row: code that locks both locks the experiment first.
   */
  private void startExperiment(long trialId) {
    jdbc.sql(
            """
            update experiment e set state = 'RUNNING', started_at = clock_timestamp()
            from trial t
            where t.id = :id and t.state = 'QUEUED' and e.id = t.experiment_id and e.state = 'QUEUED'
            """)
        .param("id", trialId)
        .update();
  }

  private Optional<Claim> claim(long trialId, String workerId, boolean alone, boolean first) {
    return jdbc.sql(CLAIM)
        .param("id", trialId)
        .param("place", Long.toString(trialId))
        .param("worker", workerId)
        .param("alone", alone)
        .param("first", first)
        .query(this::readClaim)
        .optional();
  }

  private Claim readClaim(ResultSet row, int index) throws SQLException {
    return new Claim(
        row.getLong("id"),
        row.getInt("attempt"),
        row.getLong("experiment_id"),
        row.getLong("number"),
        new Assignment(
            json.readValue(
                row.getString("assignment"),
                new TypeReference<LinkedHashMap<String, Object>>() {})),
        row.getLong("seed"),
        Stream.of(row.getString("checkpoint"), row.getString("checkpoint_before"))
            .filter(Objects::nonNull)
            .toList());
  }

  @Override
  public boolean isSuspect(long trialId) {
    return jdbc.sql(
            "select exists (select from trial where id = :id and state = 'QUEUED' and %s)"
                .formatted(SUSPECT))
        .param("id", trialId)
        .query(Boolean.class)
        .single();
  }

  @Override
  public TrialState handBack(Claim claim) {
    return giveUp(claim, false, null, "");
  }

  @Override
  public TrialState pauseAtRung(Claim claim) {
    return giveUp(claim, true, null, "");
  }

  @Override
  public TrialState retry(Claim claim, FailureKind kind, String reason) {
    return giveUp(claim, false, kind, reason);
  }

  @Override
  public void workerLost(ExpiredClaim lost) {
    giveUp(lost.trialId(), lost.attempt(), false, FailureKind.WORKER_LOST, "worker_lost");
  }

  private TrialState giveUp(Claim claim, boolean rung, @Nullable FailureKind kind, String reason) {
    return giveUp(claim.trialId(), claim.attempt(), rung, kind, reason)
        .orElseThrow(() -> new StaleClaimException(claim));
  }

  /**
   * Returns the new state; empty if another attempt holds the trial or the trial is not claimed.
   */
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

  /** Moves a trial to the queue; if the experiment is paused, the trial stays paused. */
  @Override
  public boolean promote(long trialId) {
    return jdbc.sql(
                """
                update trial t
                set state = case e.state when 'PAUSED' then 'PAUSED' else 'QUEUED' end,
                    pause_reason = case e.state when 'PAUSED' then 'EXPERIMENT' end,
                    granted_epochs = greatest(t.granted_epochs, t.last_step)
                from experiment e
                where e.id = t.experiment_id and t.id = :id
                  and t.state = 'PAUSED' and t.pause_reason = 'RUNG'
                """)
            .param("id", trialId)
            .update()
        > 0;
  }
}
