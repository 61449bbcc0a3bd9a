package dev.trellis.execution;

import dev.trellis.TrellisProperties;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
  private static final Duration STOP_LIMIT = Duration.ofSeconds(15);

  private final WorkerCommand command;

  /** A log beside the server's, if that has one. */
  private final List<String> logging;

  private boolean closed;
  private @Nullable Process process;

  LocalWorkerProcess(
      JdbcConnectionDetails database,
      TrellisProperties trellis,
      WorkerProperties worker,
      @Value("${logging.file.name:}") String log,
      @Value("${logging.threshold.console:trace}") String threshold) {
    this.command = new WorkerCommand(database, trellis, worker);
    this.logging =
        log.isBlank()
            ? List.of()
            : List.of(
                "--logging.file.name=" + Path.of(log).resolveSibling("worker.log"),
                "--logging.threshold.console=" + threshold);
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
      Process current = launch();
      while (current != null) {
        int status = current.waitFor();
        if (isClosed()) {
          return;
        }
        log.warn("the worker process ended with status {}; starting it again", status);
        Thread.sleep(RESTART_DELAY.toMillis());
        current = launch();
      }
    } catch (IOException e) {
      log.error("the worker process cannot be started: no trial will train here", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private synchronized @Nullable Process launch() throws IOException {
    if (!closed) {
      process = command.builder(logging.toArray(String[]::new)).start();
      log.info("worker process {} started", process.pid());
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
