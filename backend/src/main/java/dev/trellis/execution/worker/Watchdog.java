package dev.trellis.execution.worker;

import dev.trellis.execution.claim.Claim;
import dev.trellis.execution.claim.ClaimStore;
import dev.trellis.execution.planning.Planner;
import dev.trellis.execution.process.WorkerShutdown;
import dev.trellis.training.FailureKind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches one trial from outside its thread, which may hang in native code. A cancel that is not
 * obeyed within seconds is written down all the same; a thread that does not come back after that,
 * or makes no progress for long, costs the process: no other way ends it.
 */
final class Watchdog {
  private static final Logger log = LoggerFactory.getLogger(Watchdog.class);
  private static final Duration OBEY = Duration.ofSeconds(2);
  private static final int STUCK = 3;

  /** Time after which the thread of a trial with an expired claim must have stopped. */
  static final Duration COME_BACK = Duration.ofMinutes(1);

  private final Planner planner;
  private final TrialProgressStore ledger;
  private final ClaimStore claims;
  private final WorkerShutdown end;
  private final Duration stallLimit;
  private final InstantSource time;
  private Instant lastMove;
  private @Nullable Instant asked;

  /**
   * @param stallLimit time without progress after which the trial counts as stuck
   */
  Watchdog(
      Planner planner,
      TrialProgressStore ledger,
      ClaimStore claims,
      WorkerShutdown end,
      Duration stallLimit,
      InstantSource time) {
    this.planner = planner;
    this.ledger = ledger;
    this.claims = claims;
    this.end = end;
    this.stallLimit = stallLimit;
    this.time = time;
    this.lastMove = time.instant();
  }

  /**
   * Called with every report of progress.
   *
   * @param step the last whole epoch
   * @param moved whether the trial made progress since the report before
   */
  void look(Claim claim, WorkerInstruction told, int step, boolean moved) {
    Instant now = time.instant();
    if (moved) {
      lastMove = now;
    }
    if (told == WorkerInstruction.CANCEL || told == WorkerInstruction.OUT_OF_BUDGET) {
      asked = asked == null ? now : asked;
      if (!now.isBefore(asked.plus(OBEY))) {
        log.warn("Trial does not stop; recording its end trial={}", claim.trialId());
        planner.change(claim.experimentId(), () -> ledger.cancel(claim, told, step));
      }
    } else if (!now.isBefore(lastMove.plus(stallLimit))) {
      String reason = "stalled: no progress for %s".formatted(stallLimit);
      log.error("Trial {}; ending the worker process trial={}", reason, claim.trialId());
      planner.change(
          claim.experimentId(), () -> claims.retry(claim, FailureKind.WORKER_LOST, reason));
      giveUp(claim);
    }
  }

  /** The trial's thread does not come back: no other way ends it than with the process. */
  void giveUp(Claim claim) {
    end.begin(STUCK, "trial %d is stuck".formatted(claim.trialId()));
  }
}
