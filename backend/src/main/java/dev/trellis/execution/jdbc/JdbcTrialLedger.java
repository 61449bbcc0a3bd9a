package dev.trellis.execution.jdbc;

import dev.trellis.execution.Claim;
import dev.trellis.execution.ClaimLost;
import dev.trellis.execution.EpochRecord;
import dev.trellis.execution.Instruction;
import dev.trellis.execution.LostClaim;
import dev.trellis.execution.Provenance;
import dev.trellis.execution.TrialLedger;
import dev.trellis.experiment.TrialState;
import dev.trellis.metric.MetricPoint;
import dev.trellis.space.Assignment;
import dev.trellis.stopping.StopReason;
import dev.trellis.training.FailureKind;
import dev.trellis.training.TrialOutcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** {@link TrialLedger} in tables {@code trial} and {@code metric_point}; time is the database's. */
@Repository
class JdbcTrialLedger implements TrialLedger {
  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final JdbcLeases leases;
  private final GiveUps giveUps;

  JdbcTrialLedger(JdbcClient jdbc, JsonMapper json, JdbcLeases leases, GiveUps giveUps) {
    this.jdbc = jdbc;
    this.json = json;
    this.leases = leases;
    this.giveUps = giveUps;
  }

  @Override
  @Transactional
  public Optional<Claim> claim(long trialId, String workerId) {
    startExperiment(trialId);
    Optional<Claim> claim = update(trialId, workerId);
    if (claim.isPresent() && !leases.isHeld(trialId, workerId)) {
      TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
      return Optional.empty();
    }
    return claim;
  }

  private Optional<Claim> update(long trialId, String workerId) {
    return jdbc.sql(
            """
            update trial
            set state = 'RUNNING', attempt = attempt + 1, worker_id = :worker,
                started_at = clock_timestamp(), progressed_at = clock_timestamp(),
                epoch_fraction = 0
            where id = :id and state = 'QUEUED'
            returning id, attempt, experiment_id, number, assignment, seed,
                      checkpoint, checkpoint_before
            """)
        .param("worker", workerId)
        .param("id", trialId)
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

  /** Comes before the trial's own row: whoever locks both locks the experiment first. */
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

  /** What stays of the curves is written again: readers drop all that an older attempt wrote. */
  @Override
  @Transactional
  public void begin(
      Claim claim, @Nullable MetricPoint last, @Nullable MetricPoint best, Provenance provenance) {
    int step = last == null ? 0 : last.step();
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
            .param("step", last == null ? null : step)
            .param("bestValue", best == null ? null : best.value())
            .param("bestStep", best == null ? null : best.step()));
    jdbc.sql("delete from metric_point where trial_id = :trial and step > :step")
        .param("trial", claim.trialId())
        .param("step", step)
        .update();
    jdbc.sql("update metric_point set written_in = default where trial_id = :trial")
        .param("trial", claim.trialId())
        .update();
  }

  @Override
  public void keepCheckpoint(Claim claim, String key, @Nullable String before, int step) {
    write(
        claim,
        ifHeld(
                claim,
                """
                set checkpoint = :key, checkpoint_before = :before, checkpoint_step = :step
                where %s
                """)
            .param("key", key)
            .param("before", before)
            .param("step", step));
  }

  @Override
  public Instruction progress(Claim claim, @Nullable Double fraction) {
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
        .map(Instruction::valueOf)
        .orElseThrow(() -> new ClaimLost(claim));
  }

  @Override
  @Transactional
  public void record(Claim claim, EpochRecord epoch) {
    var best = epoch.best();
    write(
        claim,
        ifHeld(
                claim,
                """
                set last_value = :value, last_step = :step, epoch_fraction = 0,
                    best_value = :bestValue, best_step = :bestStep,
                    progressed_at = clock_timestamp()
                where %s
                """)
            .param("value", epoch.objective())
            .param("step", epoch.epoch())
            .param("bestValue", best == null ? null : best.value())
            .param("bestStep", best == null ? null : best.step()));
    jdbc.sql(
            """
            insert into metric_point (trial_id, attempt, step, metric, value)
            select :trial, :attempt, :step, * from unnest(:metrics, :values)
            on conflict on constraint metric_point_pk do nothing
            """)
        .param("trial", claim.trialId())
        .param("attempt", claim.attempt())
        .param("step", epoch.epoch())
        .param("metrics", epoch.metrics().keySet().toArray(String[]::new))
        .param("values", epoch.metrics().values().toArray(Double[]::new))
        .update();
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
  public void cancel(Claim claim, Instruction why, int step) {
    String rule = why == Instruction.OUT_OF_BUDGET ? "budget" : "cancelled";
    write(
        claim,
        ifHeld(
                claim,
                """
                set state = 'CANCELLED', finished_at = clock_timestamp(), epoch_fraction = null,
                    checkpoint = null, checkpoint_before = null, checkpoint_step = null,
                    stop_reason = :reason::json
                where %s
                """)
            .param("reason", json.writeValueAsString(Map.of("rule", rule, "step", step))));
  }

  @Override
  public TrialState handBack(Claim claim) {
    return giveUps
        .handBack(claim.trialId(), claim.attempt())
        .orElseThrow(() -> new ClaimLost(claim));
  }

  @Override
  public TrialState retry(Claim claim, FailureKind kind, String reason) {
    return giveUps
        .retry(claim.trialId(), claim.attempt(), kind, reason)
        .orElseThrow(() -> new ClaimLost(claim));
  }

  @Override
  public void workerLost(LostClaim lost) {
    giveUps.retry(lost.trialId(), lost.attempt(), FailureKind.WORKER_LOST, "worker_lost");
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

  @Override
  public TrialState pauseAtRung(Claim claim) {
    return giveUps
        .pauseAtRung(claim.trialId(), claim.attempt())
        .orElseThrow(() -> new ClaimLost(claim));
  }

  @Override
  public boolean promote(long trialId) {
    return giveUps.promote(trialId) > 0;
  }

  /** An update of the claimed trial that touches nothing once the claim is no longer the latest. */
  private StatementSpec ifHeld(Claim claim, String setAndWhere) {
    String held = "trial.id = :id and trial.attempt = :attempt and trial.state = 'RUNNING'";
    return jdbc.sql("update trial " + setAndWhere.formatted(held))
        .param("id", claim.trialId())
        .param("attempt", claim.attempt());
  }

  private static void write(Claim claim, StatementSpec update) {
    if (update.update() == 0) {
      throw new ClaimLost(claim);
    }
  }
}
