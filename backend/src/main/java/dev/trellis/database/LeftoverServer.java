package dev.trellis.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Processes of PostgreSQL that a killed Trellis left running on a data directory. The lock of the
 * home is held when this is asked, so nobody needs them any more.
 */
final class LeftoverServer {
  private static final Logger log = LoggerFactory.getLogger(LeftoverServer.class);
  private static final Duration KILL_LIMIT = Duration.ofSeconds(5);
  private static final Path PROCESSES = Path.of("/proc");

  private LeftoverServer() {}

  /**
   * Ends every process of PostgreSQL on this data directory, and no other; then nothing keeps the
   * next server from starting.
   *
   * @param patience time for an orderly end, before they are killed
   */
  static void stop(Path data, Duration patience) throws IOException {
    if (!Files.exists(data)) {
      return;
    }
    Path real = data.toRealPath();
    Predicate<ProcessHandle> ours =
        Files.isDirectory(PROCESSES)
            ? process -> worksIn(process, real)
            : process -> isToldToServe(process, data);
    List<ProcessHandle> running =
        ProcessHandle.allProcesses().filter(LeftoverServer::isPostgres).filter(ours).toList();
    if (!running.isEmpty()) {
      stop(running, data, patience);
    }
    // its number may be another program's by now, which PostgreSQL would take for a server
    Files.deleteIfExists(data.resolve("postmaster.pid"));
  }

  private static void stop(List<ProcessHandle> running, Path data, Duration patience) {
    log.info(
        "Stopping PostgreSQL, left over from a Trellis that was killed data={} processes={}",
        data,
        running.size());
    running.stream()
        .filter(process -> isParent(process, running))
        .forEach(LeftoverServer::interrupt);
    if (!haveEnded(running, patience)) {
      // it recovers from its write-ahead log at the next start
      running.forEach(ProcessHandle::destroyForcibly);
      haveEnded(running, KILL_LIMIT);
    }
  }

  /** A server's processes are its children; without it, each stands for itself. */
  private static boolean isParent(ProcessHandle process, List<ProcessHandle> running) {
    return process.parent().filter(running::contains).isEmpty();
  }

  private static boolean isPostgres(ProcessHandle process) {
    return process.info().command().orElse("").contains("postgres");
  }

  /** A server and its children work in their data directory. */
  private static boolean worksIn(ProcessHandle process, Path data) {
    try {
      Path link = PROCESSES.resolve(Long.toString(process.pid())).resolve("cwd");
      return Files.isSameFile(link, data);
    } catch (IOException | SecurityException notOurs) {
      return false; // of another user, or gone
    }
  }

  private static boolean isToldToServe(ProcessHandle process, Path data) {
    return Arrays.asList(process.info().arguments().orElse(new String[0]))
        .contains(data.toString());
  }

  /** SIGINT is PostgreSQL's fast shutdown; SIGTERM, all that Java sends, waits for clients. */
  static void interrupt(ProcessHandle server) {
    try {
      new ProcessBuilder("kill", "-INT", Long.toString(server.pid())).start().waitFor();
    } catch (IOException e) {
      server.destroy();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean haveEnded(List<ProcessHandle> processes, Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    return processes.stream().allMatch(process -> hasEnded(process, end - System.nanoTime()));
  }

  private static boolean hasEnded(ProcessHandle process, long nanos) {
    try {
      process.onExit().get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException | TimeoutException e) {
      return !process.isAlive();
    }
  }
}
