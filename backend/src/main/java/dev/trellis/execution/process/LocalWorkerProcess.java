package dev.trellis.execution.process;

import dev.trellis.launch.ProcessCommand;
import dev.trellis.launch.TrellisProperties;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The worker that a server keeps beside itself: a child process, so that a crash in native code or
 * a trial too large for the memory never takes the server down. Started again when it dies; its
 * standard input is the tie to the server, so that it ends when the server is gone.
 */
@Component
@ConditionalOnProperty(name = "trellis.worker.mode", havingValue = "process", matchIfMissing = true)
class LocalWorkerProcess implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LocalWorkerProcess.class);
  private static final Duration RESTART_DELAY = Duration.ofSeconds(2);
  private static final int LONGEST_DELAY = 32; // times the first one
  private static final Duration STOP_LIMIT = Duration.ofSeconds(15);

  private final Supplier<ProcessBuilder> command;
  private final Duration restartDelay;

  private boolean closed;
  private @Nullable Process process;

  @Autowired
  LocalWorkerProcess(
      ProcessCommand program,
      JdbcConnectionDetails database,
      TrellisProperties trellis,
      WorkerProperties worker,
      @Value("${logging.file.name:}") String log,
      @Value("${logging.threshold.console:trace}") String threshold) {
    this(
        () ->
            new WorkerCommand(program, database, trellis, worker).builder(logging(log, threshold)),
        RESTART_DELAY);
  }

  /**
   * @param command starts the worker; it is tried again for as long as it cannot be started
   * @param restartDelay between the end of the worker and its next start; doubled for each start
   *     that fails
   */
  LocalWorkerProcess(Supplier<ProcessBuilder> command, Duration restartDelay) {
    this.command = command;
    this.restartDelay = restartDelay;
  }

  /** A log beside the server's, if that has one. */
  private static String[] logging(String log, String threshold) {
    return log.isBlank()
        ? new String[0]
        : new String[] {
          "--logging.file.name=" + Path.of(log).resolveSibling("worker.log"),
          "--logging.threshold.console=" + threshold
        };
  }

  /** Only when the server answers: beside its start, a worker's would slow both. */
  @EventListener(ApplicationReadyEvent.class)
  void start() {
    Thread supervisor = new Thread(this::supervise, "worker-supervisor");
    supervisor.setDaemon(true);
    supervisor.start();
  }

  private void supervise() {
    try {
      int delay = 1;
      while (!isClosed()) {
        delay = awaitEnd() ? 1 : Math.min(2 * delay, LONGEST_DELAY);
        if (!isClosed()) {
          Thread.sleep(restartDelay.multipliedBy(delay).toMillis());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Starts the worker and waits for its end; returns false if it cannot be started. */
  private boolean awaitEnd() throws InterruptedException {
    try {
      Process current = launch();
      if (current != null) {
        int status = current.waitFor();
        if (!isClosed()) {
          log.warn("Worker process ended; starting it again status={}", status);
        }
      }
      return true;
    } catch (IOException e) {
      log.error(
          "Cannot start the worker process, so no trial trains here; trying again cause={}",
          e.getMessage());
      return false;
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private synchronized @Nullable Process launch() throws IOException {
    if (!closed) {
      process = command.get().start();
      log.info("Started worker process pid={}", process.pid());
    }
    return closed ? null : process;
  }

  /** Lets the worker hand its trials back, then makes sure that it is gone. */
  @Override
  public void close() throws InterruptedException {
    Process last = markClosed();
    if (last == null) {
      return;
    }
    last.destroy();
    if (!last.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      last.destroyForcibly().waitFor();
    }
  }

  private synchronized @Nullable Process markClosed() {
    closed = true;
    return process;
  }
}
