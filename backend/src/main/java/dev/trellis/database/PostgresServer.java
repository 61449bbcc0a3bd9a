package dev.trellis.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One running server of PostgreSQL, from its start to its end.
 *
 * @param process the postmaster
 */
record PostgresServer(ProcessHandle process, PostgresPrograms programs, Path data, ServerLog log) {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
  private static final long POLL_MILLIS = 20;
  private static final int STATUS_LINE = 7;

  /** Starts a server that listens on a port of the loopback address, and on no socket file. */
  static PostgresServer launch(PostgresPrograms programs, Path data, int port, ServerLog log)
      throws IOException {
    List<String> settings = new ArrayList<>(log.settings());
    settings.addAll(
        List.of(
            "port=" + port,
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "password_encryption=scram-sha-256",
            "max_connections=100"));
    Path output = log.startFile();
    ProcessHandle process =
        PostgresPrograms.isWindows()
            ? throughPgCtl(programs, data, settings, output)
            : directly(programs, data, settings, output);
    return new PostgresServer(process, programs, data, log);
  }

  /** Starts the server as a child of this process, which learns of its end at once. */
  private static ProcessHandle directly(
      PostgresPrograms programs, Path data, List<String> settings, Path output) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("-D", data.toString()));
    settings.forEach(setting -> arguments.addAll(List.of("-c", setting)));
    ProcessBuilder builder = programs.command("postgres", arguments);
    builder.command(PostgresPrograms.detached(builder.command()));
    return builder.redirectOutput(output.toFile()).start().toHandle();
  }

  /**
   * Starts the server on Windows: pg_ctl gives up an administrator's rights, with which PostgreSQL
   * does not run.
   */
  private static ProcessHandle throughPgCtl(
      PostgresPrograms programs, Path data, List<String> settings, Path output) throws IOException {
    StringBuilder options = new StringBuilder();
    settings.forEach(setting -> options.append("-c \"").append(setting).append("\" "));
    List<String> arguments =
        List.of(
            "-D",
            data.toString(),
            "-o",
            options.toString(),
            "-l",
            output.toString(),
            "-w",
            "start");
    programs
        .run("pg_ctl", arguments, "", output.resolveSibling("pg_ctl.log"))
        .check("The embedded PostgreSQL did not start in " + data);
    long pid = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
    return ProcessHandle.of(pid).orElseThrow(() -> new IOException("PostgreSQL ended at once"));
  }

  /**
   * Waits until the server accepts connections.
   *
   * @throws DatabaseStartException with the server's output, if the server exits
   */
  void awaitReady() throws IOException, InterruptedException {
    long end = System.nanoTime() + START_LIMIT.toNanos();
    while (!isReady()) {
      if (!process.isAlive()) {
        throw failure("ended at once");
      }
      if (System.nanoTime() > end) {
        throw failure("did not accept connections within " + START_LIMIT.toSeconds() + " s");
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  private DatabaseStartException failure(String event) throws IOException {
    String errors = log.lastErrors();
    return new DatabaseStartException(
        "The embedded PostgreSQL in %s %s. %s The log is in %s."
            .formatted(
                data.getParent(),
                event,
                errors.isEmpty() ? "It said nothing." : "It said: " + errors + ".",
                log.directory()));
  }

  /** Tests if the last line of {@code postmaster.pid} says ready, as pg_ctl does. */
  private boolean isReady() throws IOException {
    Path file = data.resolve("postmaster.pid");
    if (!Files.exists(file)) {
      return false;
    }
    List<String> lines = Files.readAllLines(file);
    return lines.size() > STATUS_LINE
        && lines.get(0).strip().equals(Long.toString(process.pid()))
        && lines.get(STATUS_LINE).strip().equals("ready");
  }

  /** Stops the server: connections are closed, committed data is kept. */
  void stop() {
    if (!process.isAlive()) {
      return;
    }
    if (PostgresPrograms.isWindows()) {
      process.destroy();
    } else {
      LeftoverServer.interrupt(process);
    }
    try {
      if (!awaitEnd(STOP_LIMIT)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        awaitEnd(STOP_LIMIT);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for the end of the server; returns {@code false} if it still runs after the limit. */
  boolean awaitEnd(Duration limit) throws InterruptedException {
    try {
      process.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException | TimeoutException e) {
      return !process.isAlive();
    }
  }
}
