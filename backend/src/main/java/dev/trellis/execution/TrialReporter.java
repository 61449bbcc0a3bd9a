package dev.trellis.execution;

import dev.trellis.metric.Curve;
import dev.trellis.metric.MetricPoint;
import dev.trellis.metric.Objective;
import dev.trellis.stopping.Decision;
import dev.trellis.training.TrialMonitor;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries what happens in a trial to the ledger, and what is asked of the trial back to it, on a
 * thread of its own: training never waits for the database while that is away, and what is asked of
 * a trial is known even where the trial itself is stuck.
 *
 * <p>Epochs are delivered in order and each before training goes on, as long as the database
 * answers. While it does not, up to {@value #MOST_WAITING} of them wait here.
 */
final class TrialReporter implements TrialMonitor, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(TrialReporter.class);
  private static final int MOST_WAITING = 1_000;
  private static final long REPORT_MILLIS = 1_000;

  private final Claim claim;
  private final Objective objective;
  private final TrialLedger ledger;
  private final Source provenance;
  private final BooleanSupplier shuttingDown;
  private final @Nullable Supplier<Decision> pruner;
  private final Watchdog watchdog;
  private final Thread thread;

  private final Deque<EpochRecord> waiting = new ArrayDeque<>();
  private @Nullable Double fraction;
  private Instruction instruction = Instruction.GO_ON;
  private @Nullable RuntimeException failure;
  private int lastStep;
  private boolean databaseAway;
  private boolean closed;
  private Decision decision = new Decision.GoOn();
  private boolean epochEnded;
  private @Nullable MetricPoint best;

  /** Knows what the attempt trains with. */
  @FunctionalInterface
  interface Source {
    Provenance of(int fromStep, Map<String, String> engines);
  }

  TrialReporter(
      Claim claim,
      Objective objective,
      TrialLedger ledger,
      Source provenance,
      @Nullable Supplier<Decision> pruner,
      Watchdog watchdog,
      BooleanSupplier shuttingDown) {
    this.claim = claim;
    this.objective = objective;
    this.ledger = ledger;
    this.provenance = provenance;
    this.pruner = pruner;
    this.watchdog = watchdog;
    this.shuttingDown = shuttingDown;
    this.thread = new Thread(this::deliver, "reporter-" + claim.trialId());
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void began(Curve objective, Map<String, String> engines) {
    best = objective.best(this.objective.goal()).orElse(null);
    MetricPoint last = objective.last().orElse(null);
    synchronized (this) {
      lastStep = objective.points().size();
    }
    Provenance source = provenance.of(objective.points().size(), engines);
    untilDatabaseAnswers(() -> ledger.begin(claim, last, best, source));
  }

  private void untilDatabaseAnswers(Runnable call) {
    while (true) {
      try {
        call.run();
        return;
      } catch (RuntimeException error) {
        if (shuttingDown.getAsBoolean() || !PassingErrors.isPassing(error)) {
          throw error;
        }
        synchronized (this) {
          await(REPORT_MILLIS);
        }
      }
    }
  }

  @Override
  public synchronized boolean goesOnLater() {
    return (instruction == Instruction.GO_ON || instruction == Instruction.PAUSE)
        && !(decision instanceof Decision.End);
  }

  @Override
  public synchronized void recorded(int epoch, Map<String, Double> metrics) {
    double value = metrics.getOrDefault(objective.metric(), Double.NaN);
    if (objective.goal().isBetter(value, best == null ? Double.NaN : best.value())) {
      best = new MetricPoint(epoch, value);
    }
    lastStep = epoch;
    waiting.addLast(new EpochRecord(epoch, metrics, value, best));
    notifyAll();
    while (!waiting.isEmpty() && (!databaseAway || waiting.size() >= MOST_WAITING)) {
      throwFailure();
      await(REPORT_MILLIS);
    }
    epochEnded = true;
  }

  @Override
  public boolean requested(double fraction) {
    judge();
    synchronized (this) {
      throwFailure();
      this.fraction = fraction;
      return instruction != Instruction.GO_ON
          || !(decision instanceof Decision.GoOn)
          || shuttingDown.getAsBoolean();
    }
  }

  /**
   * After an epoch that none of the trial's own rules ended: they come first, or nobody would ask.
   */
  private void judge() {
    if (epochEnded && pruner != null) {
      finish();
      untilDatabaseAnswers(() -> decision = pruner.get());
    }
    epochEnded = false;
  }

  /** What the search decided after the last whole epoch. */
  Decision decision() {
    return decision;
  }

  /** What was last asked of the trial; {@link Instruction#GO_ON} where this worker shuts down. */
  synchronized Instruction instruction() {
    return instruction;
  }

  /**
   * Waits until every epoch is in the ledger.
   *
   * @throws ClaimLost where the trial is another attempt's by now
   */
  synchronized void finish() {
    while (!waiting.isEmpty()) {
      throwFailure();
      await(REPORT_MILLIS);
    }
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
    while (!isClosed()) {
      try {
        deliverWaiting();
        report();
        setDatabaseAway(false);
      } catch (RuntimeException error) {
        if (!PassingErrors.isPassing(error)) {
          fail(error);
          if (!isClosedWithin(Watchdog.COME_BACK)) {
            watchdog.giveUp(claim);
          }
          return;
        }
        setDatabaseAway(true);
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

  private void report() {
    Double moved = takeFraction();
    Instruction told = ledger.progress(claim, moved);
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
              ? "trial {}: the database is away; training goes on"
              : "trial {}: the database is back",
          claim.trialId());
    }
    databaseAway = away;
    notifyAll();
  }

  private synchronized void pause() {
    long until = System.nanoTime() + REPORT_MILLIS * 1_000_000;
    long left = REPORT_MILLIS;
    while (!closed && left > 0 && (waiting.isEmpty() || databaseAway)) {
      try {
        wait(left);
      } catch (InterruptedException e) {
        closed = true;
      }
      left = (until - System.nanoTime()) / 1_000_000;
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
  }
}
