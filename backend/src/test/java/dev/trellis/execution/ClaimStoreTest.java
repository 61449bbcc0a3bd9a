package dev.trellis.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trellis.execution.claim.Claim;
import dev.trellis.execution.claim.ExpiredClaim;
import dev.trellis.execution.claim.StaleClaimException;
import dev.trellis.execution.worker.EpochRecord;
import dev.trellis.execution.worker.WorkerInstruction;
import dev.trellis.metric.MetricPoint;
import dev.trellis.stopping.StopReason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Tests of claims. */
class ClaimStoreTest extends AttemptsByHand {
  @Autowired TransactionTemplate transaction;

  @Test
  void trial_that_lost_two_workers_gets_separate_process() {
    long trial = submit();
    lose(trial);
    assertThat(claims.isSuspect(trial)).isFalse();
    lose(trial);

    take(trial, "third");
    assertThat(claims.isSuspect(trial)).isTrue();
    assertThat(claims.claim(trial, "third", false)).isEmpty();
    assertThat(claims.claim(trial, "third", true)).isPresent();
  }

  private void lose(long trial) {
    take(trial, "lost");
    Claim claim = claims.claim(trial, "lost", false).orElseThrow();
    ExpiredClaim lost = new ExpiredClaim(trial, claim.attempt(), claim.experimentId());
    planner.change(claim.experimentId(), () -> claims.workerLost(lost));
  }

  @Test
  void a_place_in_the_queue_that_is_another_workers_gives_no_claim() {
    long trial = submit();
    take(trial, "first");

    assertThat(claims.claim(trial, "second", false)).isEmpty();
    assertThat(claims.claim(trial, "first", false)).isPresent();
    assertThat(claims.claim(trial, "first", false)).isEmpty();
  }

  @Test
  void whoever_held_the_trial_before_writes_nothing() {
    long trial = submit();
    take(trial, "first");
    Claim before = claims.claim(trial, "first", false).orElseThrow();
    ExpiredClaim lost = new ExpiredClaim(trial, before.attempt(), before.experimentId());
    planner.change(before.experimentId(), () -> claims.workerLost(lost));
    take(trial, "second");
    Claim now = claims.claim(trial, "second", false).orElseThrow();

    EpochRecord epoch = new EpochRecord(1, Map.of("val_loss", 1.0), 1.0, new MetricPoint(1, 1.0));
    for (Consumer<Claim> write : writes(epoch)) {
      assertThatThrownBy(() -> write.accept(before)).isInstanceOf(StaleClaimException.class);
    }
    assertThat(points(trial)).isEmpty();
    assertThat(column(trial, "num_nonnulls(last_step, checkpoint, finished_at)")).isZero();
    trials.record(now, epoch);
    assertThat(points(trial)).hasSize(1);
  }

  /** The first epoch inserts rows that refer to the experiment of the trial. */
  @Test
  void experiment_is_deleted_during_first_epoch_write() {
    long trial = submit();
    long experiment = experimentOf(trial);
    take(trial, "first");
    Claim claim = claims.claim(trial, "first", false).orElseThrow();

    CompletableFuture<Integer> deletion =
        transaction.execute(
            status -> {
              trials.progress(claim, 0.5);
              CompletableFuture<Integer> answer =
                  CompletableFuture.supplyAsync(
                      () -> api.delete("/api/v1/experiments/" + experiment).status());
              Awaitility.await().until(this::somebodyWaitsForALock);
              trials.record(claim, new EpochRecord(1, Map.of("new", 1.0), 1.0, null));
              return answer;
            });
    assertThat(deletion).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(204);
    assertThat(points(trial)).isEmpty();
  }

  private boolean somebodyWaitsForALock() {
    return jdbc.sql("select exists (select from pg_locks where not granted)")
        .query(Boolean.class)
        .single();
  }

  private List<Consumer<Claim>> writes(EpochRecord epoch) {
    return List.of(
        claim -> trials.record(claim, epoch),
        claim -> trials.progress(claim, 0.5),
        claim -> trials.cancel(claim, WorkerInstruction.CANCEL, 1),
        claim -> trials.prune(claim, new StopReason("median", 1, 1.0, 1.0)),
        claim -> checkpoints.keep(claim, "checkpoints/1/1-1", null, 1),
        claim -> claims.handBack(claim));
  }
}
