package dev.trellis.faults;

import dev.trellis.testing.JavaPrograms;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A PostgreSQL that is stopped and started again on the same port with the same data. */
final class RestartablePostgres implements AutoCloseable {
  private final Path data;
  private final int port;
  private EmbeddedPostgres postgres;

  RestartablePostgres(Path data) throws IOException {
    this.data = data;
    this.port = JavaPrograms.freePort();
    start();
  }

  void start() throws IOException {
    postgres =
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setPort(port)
            .setServerConfig("max_connections", "200")
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setPGStartupWait(Duration.ofSeconds(60))
            .start();
  }

  /**
   * As {@code pg_ctl stop -m immediate}: no client is waited for, recovery comes with the start.
   */
  void stopImmediately() throws IOException {
    long pid = pid();
    Signals.send("QUIT", pid);
    Awaitility.await("the end of PostgreSQL")
        .atMost(Duration.ofSeconds(30))
        .until(() -> ProcessHandle.of(pid).isEmpty());
    try {
      postgres.close(); // lets go of the lock on the directory
    } catch (IOException | RuntimeException stoppedAlready) {
      // as meant
    }
  }

  /** Commits wait for a standby that never comes. */
  void stallCommits() {
    configure("alter system set synchronous_standby_names = 'nobody'");
  }

  void finishCommits() {
    configure("alter system reset synchronous_standby_names");
  }

  private void configure(String change) {
    JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource(url()));
    jdbc.sql(change).update();
    jdbc.sql("select pg_reload_conf()").query(Boolean.class).single();
  }

  /** To every process of it. */
  void signalAll(String signal) throws IOException {
    ProcessHandle postmaster = ProcessHandle.of(pid()).orElseThrow();
    Signals.send(signal, postmaster.pid());
    for (ProcessHandle backend : postmaster.descendants().toList()) {
      Signals.send(signal, backend.pid());
    }
  }

  long pid() throws IOException {
    return Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
  }

  String url() {
    return postgres.getJdbcUrl("postgres", "postgres");
  }

  @Override
  public void close() throws IOException {
    postgres.close();
  }
}
