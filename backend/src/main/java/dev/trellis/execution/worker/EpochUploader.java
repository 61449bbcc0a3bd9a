package dev.trellis.execution.worker;

import dev.trellis.execution.claim.Claim;
import dev.trellis.execution.claim.StaleClaimException;
import dev.trellis.execution.log.TrialLogs;
import dev.trellis.execution.retry.TransientErrors;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the epochs of a trial to the database and receives instructions, on a separate thread:
 * training does not wait while the database is unavailable, and instructions arrive even if the
 * trial is stuck.
 *
 * <p>While the database answers, each epoch is stored before the next epoch starts, in order. While
 * it does not, up to {@value #MOST_WAITING} epochs are buffered.
 */
final class EpochUploader implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EpochUploader.class);
  private static final int MOST_WAITING = 1_000;
  private static final long REPORT_MILLIS = 1_000;
  private static final long REPORT_NANOS = REPORT_MILLIS * 1_000_000;

  private final Claim claim;
  private final TrialProgressStore ledger;
  private final Watchdog watchdog;
  private final Deque<EpochRecord> waiting = new ArrayDeque<>();
  private @Nullable Double fraction;
  private WorkerInstruction instruction = WorkerInstruction.GO_ON;
  private @Nullable RuntimeException failure;
  private int lastStep;
  private boolean databaseAway;
  private boolean closed;
  private long nextReport = afterPause();

  EpochUploader(Claim claim, TrialProgressStore ledger, Watchdog watchdog) {
    this.claim = claim;
    this.ledger = ledger;
    this.watchdog = watchdog;
    Thread thread = new Thread(TrialLogs.carried(this::deliver), "delivery-" + claim.trialId());
    thread.setDaemon(true);
    thread.start();
  }

  /** Training goes on from the end of that epoch. */
  synchronized void startAt(int step) {
    lastStep = step;
  }

  /** Returns once the epoch is in the ledger, or has a place to wait in. */
  synchronized void add(EpochRecord epoch) {
    lastStep = epoch.epoch();
    waiting.addLast(epoch);
    notifyAll();
    while (!waiting.isEmpty() && (!databaseAway || waiting.size() >= MOST_WAITING)) {
      throwFailure();
      await(REPORT_MILLIS);
    }
  }

  /**
   * Waits until every epoch is stored.
   *
   * @throws StaleClaimException if another attempt holds the trial
   */
  synchronized void finish() {
    while (!waiting.isEmpty()) {
      throwFailure();
      await(REPORT_MILLIS);
    }
  }

  /**
   * Reports progress.
   *
   * @param fraction completed fraction of the current epoch
   * @return last instruction for the trial
   * @throws StaleClaimException see {@link #finish}
   */
  synchronized WorkerInstruction moved(double fraction) {
    throwFailure();
    this.fraction = fraction;
    return instruction;
  }

  /** Returns the last instruction for the trial. */
  synchronized WorkerInstruction instruction() {
    return instruction;
  }

  private void throwFailure() {
    if (failure != null) {
      throw failure;
    }
  }

  private void await(long millis) {
    try {
      wait(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the database is away", e);
    }
  }

  private void deliver() {
    pause();
    while (!isClosed()) {
      try {
        deliverWaiting();
        reportIfDue();
      } catch (RuntimeException error) {
        if (!TransientErrors.isTransient(error)) {
          fail(error);
          if (!isClosedWithin(Watchdog.COME_BACK)) {
            watchdog.giveUp(claim);
          }
          return;
        }
        setDatabaseAway(true);
        nextReport = afterPause();
      }
      pause();
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private synchronized boolean isClosedWithin(Duration limit) {
    long until = System.nanoTime() + limit.toNanos();
    while (!closed && System.nanoTime() < until) {
      await(REPORT_MILLIS);
    }
    return closed;
  }

  private void deliverWaiting() {
    for (EpochRecord next = first(); next != null; next = first()) {
      ledger.record(claim, next);
      setDatabaseAway(false);
      delivered();
    }
  }

  private synchronized @Nullable EpochRecord first() {
    return waiting.peekFirst();
  }

  private synchronized void delivered() {
    waiting.removeFirst();
    notifyAll();
  }

  private static long afterPause() {
    return System.nanoTime() + REPORT_NANOS;
  }

  private void reportIfDue() {
    if (System.nanoTime() - nextReport < 0) {
      return;
    }
    nextReport = afterPause();
    Double moved = takeFraction();
    WorkerInstruction told = ledger.progress(claim, moved);
    setDatabaseAway(false);
    int step;
    synchronized (this) {
      instruction = told;
      step = lastStep;
    }
    watchdog.look(claim, told, step, moved != null);
  }

  private synchronized @Nullable Double takeFraction() {
    Double taken = fraction;
    fraction = null;
    return taken;
  }

  private synchronized void fail(RuntimeException error) {
    failure = error;
    notifyAll();
  }

  private synchronized void setDatabaseAway(boolean away) {
    if (away != databaseAway) {
      log.warn(
          away
              ? "Lost connection to PostgreSQL; buffering epochs trial={}"
              : "Connected to PostgreSQL again; sending buffered epochs trial={}",
          claim.trialId());
    }
    databaseAway = away;
    notifyAll();
  }

  /** Waits for the next report, or for the next epoch if the database is available. */
  private synchronized void pause() {
    while (!closed && (waiting.isEmpty() || databaseAway)) {
      long left = (nextReport - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return;
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        closed = true;
      }
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
  }
}
