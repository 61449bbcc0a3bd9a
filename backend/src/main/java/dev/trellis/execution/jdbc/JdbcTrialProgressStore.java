package dev.trellis.execution.jdbc;

import dev.trellis.execution.claim.Claim;
import dev.trellis.execution.claim.StaleClaimException;
import dev.trellis.execution.provenance.Provenance;
import dev.trellis.execution.worker.EpochRecord;
import dev.trellis.execution.worker.TrialProgressStore;
import dev.trellis.execution.worker.WorkerInstruction;
import dev.trellis.metric.MetricPoint;
import dev.trellis.stopping.StopReason;
import dev.trellis.training.TrialOutcome;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@link TrialProgressStore} in tables {@code trial} and {@code metric_point}; time is the
 * database's.
 */
@Repository
class JdbcTrialProgressStore implements TrialProgressStore {
  /**
   * Condition of updates that only the holder of the claim may make: it matches no row if the claim
   * is no longer the latest.
   */
  static final String HELD =
      "trial.id = :id and trial.attempt = :attempt and trial.state = 'RUNNING'";

  /** One statement, so one transaction and one answer to wait for. */
  private static final String RECORD =
      """
      with held as (
        update trial
        set last_value = :value, last_step = :step, epoch_fraction = 0,
            best_value = :bestValue, best_step = :bestStep, progressed_at = clock_timestamp()
        where %s
        returning id),
      points as (
        insert into metric_point (trial_id, attempt, step, metric, value)
        select held.id, :attempt, :step, point.metric, point.value
        from held, unnest(:metrics, :values) as point (metric, value)
        on conflict on constraint metric_point_pk do nothing)
      select exists (select from held)
      """
          .formatted(HELD);

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final TransactionTemplate transaction;

  JdbcTrialProgressStore(
      JdbcClient jdbc, JsonMapper json, PlatformTransactionManager transactions) {
    this.jdbc = jdbc;
    this.json = json;
    this.transaction = new TransactionTemplate(transactions);
  }

  @Override
  public void begin(
      Claim claim, @Nullable MetricPoint last, @Nullable MetricPoint best, Provenance provenance) {
    if (claim.attempt() == 1) {
      writeBegin(claim, last, best, provenance); // no earlier attempt left anything
    } else {
      transaction.executeWithoutResult(
          status -> {
            writeBegin(claim, last, best, provenance);
            forget(claim, last == null ? 0 : last.step());
          });
    }
  }

  private void writeBegin(
      Claim claim, @Nullable MetricPoint last, @Nullable MetricPoint best, Provenance provenance) {
    write(
        claim,
        ifHeld(
                claim,
                """
                set last_value = :value, last_step = :step,
                    best_value = :bestValue, best_step = :bestStep,
                    provenance = coalesce(provenance, '[]') || :provenance::jsonb
                where %s
                """)
            .param("provenance", json.writeValueAsString(provenance))
            .param("value", last == null ? null : last.value())
            .param("step", last == null ? null : last.step())
            .param("bestValue", best == null ? null : best.value())
            .param("bestStep", best == null ? null : best.step()));
  }

  /**
   * Writes the kept points again with the new attempt: readers drop the points of older attempts.
   */
  private void forget(Claim claim, int step) {
    jdbc.sql("delete from metric_point where trial_id = :trial and step > :step")
        .param("trial", claim.trialId())
        .param("step", step)
        .update();
    jdbc.sql("update metric_point set written_in = default where trial_id = :trial")
        .param("trial", claim.trialId())
        .update();
  }

  @Override
  public WorkerInstruction progress(Claim claim, @Nullable Double fraction) {
    return ifHeld(
            claim,
            """
            set epoch_fraction = coalesce(:fraction::float8, epoch_fraction),
                progressed_at =
                  case when :fraction::float8 is null then progressed_at else clock_timestamp() end
            where %s
            returning (
              select case
                when trial.cancel_requested or e.state = 'CANCELLED' then 'CANCEL'
                when e.state = 'PAUSED' then 'PAUSE'
                when clock_timestamp() >= e.started_at + e.wall_clock + e.paused_time then 'OUT_OF_BUDGET'
                else 'GO_ON'
              end
              from experiment e where e.id = trial.experiment_id)
            """)
        .param("fraction", fraction)
        .query(String.class)
        .optional()
        .map(WorkerInstruction::valueOf)
        .orElseThrow(() -> new StaleClaimException(claim));
  }

  @Override
  public void record(Claim claim, EpochRecord epoch) {
    var best = epoch.best();
    boolean held =
        jdbc.sql(RECORD)
            .param("id", claim.trialId())
            .param("attempt", claim.attempt())
            .param("value", epoch.objective())
            .param("step", epoch.epoch())
            .param("bestValue", best == null ? null : best.value())
            .param("bestStep", best == null ? null : best.step())
            .param("metrics", epoch.metrics().keySet().toArray(String[]::new))
            .param("values", epoch.metrics().values().toArray(Double[]::new))
            .query(Boolean.class)
            .single();
    if (!held) {
      throw new StaleClaimException(claim);
    }
  }

  @Override
  public void complete(Claim claim, TrialOutcome.Completed outcome, @Nullable String model) {
    write(
        claim,
        ifHeld(
                claim,
                """
                set state = 'COMPLETED', finished_at = clock_timestamp(), epoch_fraction = null,
                    checkpoint = null, checkpoint_before = null, checkpoint_step = null,
                    stop_reason = :reason::json, test = :test::json, sample = :sample,
                    confusion = :confusion::json, model = :model
                where %s
                """)
            .param("reason", json.writeValueAsString(outcome.reason()))
            .param("test", json.writeValueAsString(outcome.test()))
            .param("sample", outcome.sample())
            .param(
                "confusion",
                outcome.confusion() == null ? null : json.writeValueAsString(outcome.confusion()))
            .param("model", model));
  }

  @Override
  public boolean isModelOf(long trialId, String model) {
    return jdbc.sql("select exists (select from trial where id = :id and model = :model)")
        .param("id", trialId)
        .param("model", model)
        .query(Boolean.class)
        .single();
  }

  @Override
  public void fail(Claim claim, TrialOutcome.Failed outcome) {
    write(
        claim,
        ifHeld(
                claim,
                """
                set state = 'FAILED', finished_at = clock_timestamp(), epoch_fraction = null,
                    checkpoint = null, checkpoint_before = null, checkpoint_step = null,
                    stop_reason = :reason::json, failure_kind = :kind, failure_message = :message
                where %s
                """)
            .param("reason", json.writeValueAsString(outcome.reason()))
            .param("kind", outcome.kind().name())
            .param("message", outcome.message()));
  }

  @Override
  public void cancel(Claim claim, WorkerInstruction why, int step) {
    String rule = why == WorkerInstruction.OUT_OF_BUDGET ? "budget" : "cancelled";
    write(
        claim,
        ifHeld(
                claim,
                """
                set state = 'CANCELLED', finished_at = clock_timestamp(), epoch_fraction = null,
                    checkpoint = null, checkpoint_before = null, checkpoint_step = null,
                    stop_reason = json_build_object(
                      'rule', case :rule::text when 'cancelled' then coalesce((
                        select e.end_reason from experiment e where e.id = trial.experiment_id), 'cancelled')
                        else :rule::text end,
                      'step', :step::integer)
                where %s
                """)
            .param("rule", rule)
            .param("step", step));
  }

  @Override
  public void prune(Claim claim, StopReason reason) {
    write(
        claim,
        ifHeld(
                claim,
                """
                set state = 'PRUNED', finished_at = clock_timestamp(), epoch_fraction = null,
                    stop_reason = :reason::json
                where %s
                """)
            .param("reason", json.writeValueAsString(reason)));
  }

  /** An update of the claimed trial that touches nothing once the claim is no longer the latest. */
  private StatementSpec ifHeld(Claim claim, String setAndWhere) {
    return jdbc.sql("update trial " + setAndWhere.formatted(HELD))
        .param("id", claim.trialId())
        .param("attempt", claim.attempt());
  }

  private static void write(Claim claim, StatementSpec update) {
    if (update.update() == 0) {
      throw new StaleClaimException(claim);
    }
  }
}
