package dev.trellis.execution.process;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Ends a worker process when the server that started it is gone, however that ended. */
@Component
@ConditionalOnProperty("trellis.worker.tied")
class ParentProcessMonitor {
  private static final Logger log = LoggerFactory.getLogger(ParentProcessMonitor.class);

  private final WorkerShutdown end;

  ParentProcessMonitor(WorkerShutdown end) {
    this.end = end;
  }

  @EventListener(ApplicationReadyEvent.class)
  void watch() {
    Thread watcher = new Thread(this::waitForEndOfInput, "server-tie");
    watcher.setDaemon(true);
    watcher.start();
  }

  private void waitForEndOfInput() {
    try {
      while (System.in.read() >= 0) {
        // the server never writes; its end closes the pipe
      }
    } catch (IOException e) {
      log.debug("standard input broke", e);
    }
    end.begin(0, "Server process exited");
  }
}
