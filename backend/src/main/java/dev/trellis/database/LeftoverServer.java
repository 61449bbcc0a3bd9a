package dev.trellis.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server that a killed Trellis left running. The home lock is held when this is asked,
 * so nobody needs it any more.
 */
final class LeftoverServer {
  private static final Logger log = LoggerFactory.getLogger(LeftoverServer.class);
  private static final long STOP_LIMIT_SECONDS = 20;

  private LeftoverServer() {}

  /** Stops it, first as a fast shutdown that drops connections, then by force; none is fine. */
  static void stop(Path data) throws IOException {
    Path pidFile = data.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return;
    }
    List<String> lines = Files.readAllLines(pidFile);
    if (lines.size() < 2 || !Path.of(lines.get(1).strip()).equals(data.toAbsolutePath())) {
      return;
    }
    ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
        .filter(process -> process.info().command().orElse("").contains("postgres"))
        .ifPresent(LeftoverServer::stop);
  }

  private static void stop(ProcessHandle server) {
    log.info(
        "stopping PostgreSQL (process {}), left over from a Trellis that was killed", server.pid());
    interrupt(server);
    if (!ended(server)) {
      server.destroyForcibly(); // it recovers from its write-ahead log at the next start
      ended(server);
    }
  }

  /** SIGINT is PostgreSQL's fast shutdown; SIGTERM, all that Java sends, waits for clients. */
  private static void interrupt(ProcessHandle server) {
    try {
      new ProcessBuilder("kill", "-INT", Long.toString(server.pid())).start().waitFor();
    } catch (IOException e) {
      server.destroy();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean ended(ProcessHandle server) {
    try {
      server.onExit().get(STOP_LIMIT_SECONDS, TimeUnit.SECONDS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
      return false;
    }
  }
}
