package dev.trellis.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres.Builder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server of our own under {@code <home>/postgres}. Its data survives restarts and a
 * kill -9 of this process or of both; it listens on the loopback address and asks for a password
 * that only the owner of the directory can read.
 */
final class EmbeddedPostgres implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);
  private static final String MAJOR_VERSION = "17";
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private final HomeLock lock;
  private final io.zonky.test.db.postgres.embedded.EmbeddedPostgres server;
  private final String password;

  private EmbeddedPostgres(
      HomeLock lock, io.zonky.test.db.postgres.embedded.EmbeddedPostgres server, String password) {
    this.lock = lock;
    this.server = server;
    this.password = password;
  }

  /**
   * Starts the server, with a new data directory where there is none yet.
   *
   * @throws HomeInUseException where another Trellis uses this home
   */
  static EmbeddedPostgres start(Path home) {
    HomeLock lock = HomeLock.acquire(home);
    Path directory = home.resolve("postgres");
    Path data = directory.resolve("data");
    try {
      Files.createDirectories(directory);
      checkMajorVersion(data);
      LeftoverServer.stop(data);
      String password = password(directory.resolve("password"));
      boolean fresh = !Files.exists(data.resolve("PG_VERSION"));
      var server = builder(directory, password).start();
      if (fresh) {
        requirePassword(server, data, password);
      }
      log.info(
          "embedded PostgreSQL {} on port {}, data in {}", MAJOR_VERSION, server.getPort(), data);
      return new EmbeddedPostgres(lock, server, password);
    } catch (IOException | SQLException e) {
      throw new DatabaseStartException("The embedded PostgreSQL did not start in " + directory, e);
    }
  }

  private static Builder builder(Path directory, String password) {
    return io.zonky.test.db.postgres.embedded.EmbeddedPostgres.builder()
        .setDataDirectory(directory.resolve("data"))
        .setCleanDataDirectory(false)
        .setOverrideWorkingDirectory(directory.resolve("binaries").toFile())
        .setConnectConfig("password", password)
        // zonky is made for tests and gives durability up; these come after its flags and win
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("full_page_writes", "on")
        .setServerConfig("max_connections", "100")
        .setRegisterShutdownHook(false)
        .setPGStartupWait(START_LIMIT);
  }

  /** A newer server refuses an older server's files; say so before it does, in words. */
  private static void checkMajorVersion(Path data) throws IOException {
    Path file = data.resolve("PG_VERSION");
    if (Files.exists(file) && !Files.readString(file).strip().equals(MAJOR_VERSION)) {
      throw new DatabaseStartException(
          "%s holds data of PostgreSQL %s, this Trellis brings %s: move it with pg_dump, or name a"
                  .formatted(data, Files.readString(file).strip(), MAJOR_VERSION)
              + " server of your own with --spring.datasource.url");
    }
  }

  private static String password(Path file) throws IOException {
    if (!Files.exists(file)) {
      byte[] secret = new byte[24];
      new SecureRandom().nextBytes(secret);
      OwnerOnly.createFile(file);
      Files.writeString(file, HexFormat.of().formatHex(secret));
    }
    return Files.readString(file).strip();
  }

  /**
   * zonky initialises with open doors (trust); from here on every connection needs the password.
   */
  private static void requirePassword(
      io.zonky.test.db.postgres.embedded.EmbeddedPostgres server, Path data, String password)
      throws SQLException, IOException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("alter role postgres password '" + password + "'");
      Files.write(
          data.resolve("pg_hba.conf"),
          List.of(
              "local all all scram-sha-256",
              "host all all 127.0.0.1/32 scram-sha-256",
              "host all all ::1/128 scram-sha-256"));
      statement.execute("select pg_reload_conf()");
    }
  }

  String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres";
  }

  String username() {
    return "postgres";
  }

  String password() {
    return password;
  }

  @Override
  public void close() {
    try {
      server.close();
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the embedded PostgreSQL did not stop", e);
    }
  }
}
