package dev.trellis.execution.process;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/** Ends a worker process: its trials are handed back first, but it does not wait for them long. */
@Component
public class WorkerShutdown {
  private static final Logger log = LoggerFactory.getLogger(WorkerShutdown.class);
  private static final long GRACE_MILLIS = 15_000;

  private final ApplicationContext application;
  private final boolean worker;

  WorkerShutdown(ApplicationContext application, Environment environment) {
    this.application = application;
    this.worker = environment.acceptsProfiles(Profiles.of("worker"));
  }

  /**
   * Starts the shutdown and returns at once; a process that is also a server does not exit.
   *
   * @param status exit status
   */
  public void begin(int status, String why) {
    if (!worker) {
      log.error("{}; restart this process", why);
      return;
    }
    log.atLevel(status == 0 ? Level.INFO : Level.WARN).log("{}; shutting down this worker", why);
    daemon(
        () -> {
          sleep();
          Runtime.getRuntime().halt(status);
        });
    daemon(() -> System.exit(SpringApplication.exit(application, () -> status)));
  }

  private static void daemon(Runnable run) {
    Thread thread = new Thread(run, "process-end");
    thread.setDaemon(true);
    thread.start();
  }

  private static void sleep() {
    try {
      Thread.sleep(GRACE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
