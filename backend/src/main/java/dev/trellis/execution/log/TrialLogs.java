package dev.trellis.execution.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import dev.trellis.execution.claim.Claim;
import dev.trellis.execution.retry.TransientErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Log of each trial: all messages of all libraries on the threads that work for the trial. Lines
 * are stored every second; if the process is killed, the lines of the last second are lost.
 */
@Component
public class TrialLogs implements DisposableBean {
  private static final Logger log = LoggerFactory.getLogger(TrialLogs.class);
  private static final int MOST_WAITING = 10_000;
  private static final int MOST_AT_ONCE = 2_000;
  private static final ThreadLocal<Consumer<ILoggingEvent>> PRESENT = new ThreadLocal<>();

  private final TrialLogStore store;
  private final BlockingQueue<LogLine> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final List<LogLine> onTheirWay = new ArrayList<>();

  public TrialLogs(TrialLogStore store) {
    this.store = store;
    Listener.install();
  }

  /**
   * Runs the work; messages that this thread logs meanwhile are added to the log of the claimed
   * trial.
   */
  public void during(Claim claim, Runnable work) {
    listening(event -> take(claim, event), work).run();
  }

  /**
   * Returns the work for another thread; its messages are added to the log of the trial of the
   * current thread.
   */
  public static Runnable carried(Runnable work) {
    return listening(PRESENT.get(), work);
  }

  private static Runnable listening(@Nullable Consumer<ILoggingEvent> listener, Runnable work) {
    return () -> {
      Consumer<ILoggingEvent> before = PRESENT.get();
      PRESENT.set(listener);
      try {
        work.run();
      } finally {
        PRESENT.set(before);
      }
    };
  }

  /** Training never waits for its log: lines that find no place are lost. */
  private void take(Claim claim, ILoggingEvent event) {
    String message = event.getFormattedMessage();
    if (event.getThrowableProxy() != null) {
      message += "\n" + ThrowableProxyUtil.asString(event.getThrowableProxy()).stripTrailing();
    }
    waiting.offer(
        new LogLine(
            claim.trialId(),
            claim.attempt(),
            event.getInstant(),
            event.getLevel().toString(),
            message));
  }

  @Scheduled(fixedDelayString = "1s")
  public synchronized void deliver() {
    do {
      waiting.drainTo(onTheirWay, MOST_AT_ONCE - onTheirWay.size());
      if (!onTheirWay.isEmpty()) {
        deliver(List.copyOf(onTheirWay));
        onTheirWay.clear();
      }
    } while (!waiting.isEmpty());
  }

  /** Lines that the database refuses are lost, and take along those of the same trial alone. */
  private void deliver(List<LogLine> lines) {
    try {
      store.add(lines);
    } catch (RuntimeException error) {
      if (TransientErrors.isTransient(error)) {
        throw error;
      }
      Map<Long, List<LogLine>> byTrial =
          lines.stream().collect(Collectors.groupingBy(LogLine::trialId));
      if (byTrial.size() == 1) {
        log.warn(
            "Lost log lines of a trial trial={} lines={} cause={}",
            lines.get(0).trialId(),
            lines.size(),
            error.toString());
      } else {
        byTrial.values().forEach(this::deliver);
      }
    }
  }

  @Override
  public void destroy() {
    try {
      deliver();
    } catch (RuntimeException away) {
      log.warn("Lost the last lines of trial logs cause={}", away.getMessage());
    }
  }

  /** Receives the messages of all threads. */
  private static final class Listener extends UnsynchronizedAppenderBase<ILoggingEvent> {
    /** Again for every application: each begins with the logging of its process set up anew. */
    static synchronized void install() {
      LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
      var narration = context.getLogger(TrialLogMessages.NARRATION.getName());
      if (narration.getAppender(Listener.class.getName()) != null) {
        return;
      }
      Listener listener = new Listener();
      listener.setContext(context);
      listener.setName(Listener.class.getName());
      listener.start();
      narration.setLevel(Level.INFO);
      narration.setAdditive(false);
      narration.addAppender(listener);
      context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(listener);
    }

    @Override
    protected void append(ILoggingEvent event) {
      Consumer<ILoggingEvent> present = PRESENT.get();
      if (present != null && event.getLevel().isGreaterOrEqual(Level.INFO)) {
        present.accept(event);
      }
    }
  }
}
