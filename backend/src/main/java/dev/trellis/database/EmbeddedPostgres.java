package dev.trellis.database;

import dev.trellis.home.Home;
import dev.trellis.home.PrivateFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;

/**
 * A PostgreSQL server of our own under {@code <home>/postgres}. Its data survives restarts and a
 * kill -9 of this process or of both; it listens on the loopback address and asks for a password
 * that only the owner of the directory can read. If it ends by itself it is started again.
 */
final class EmbeddedPostgres implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);
  private static final Duration LEFTOVER_PATIENCE = Duration.ofSeconds(20);
  private static final Duration ORPHAN_PATIENCE = Duration.ofSeconds(1);
  private static final Duration LOG_CHECK = Duration.ofMinutes(1);
  private static final long FIRST_PAUSE_MILLIS = 200;
  private static final long LONGEST_PAUSE_MILLIS = 5_000;
  private static final String WRONG_PASSWORD = "28P01";
  private static final int PORTS_TRIED = 5;

  private final HomeLock lock;
  private final DataDirectory directory;
  private final PostgresPrograms programs;
  private final ServerLog serverLog;
  private final String password;
  private final Object running = new Object();
  private int port;
  private @Nullable PostgresServer server;
  private volatile boolean closed;

  private EmbeddedPostgres(
      HomeLock lock, DataDirectory directory, PostgresPrograms programs, String password) {
    this.lock = lock;
    this.directory = directory;
    this.programs = programs;
    this.password = password;
    this.serverLog = new ServerLog(directory.parent().resolve("log"));
  }

  /**
   * Starts the server, with a new data directory if there is none.
   *
   * @throws HomeInUseException if another process uses this home
   * @throws DatabaseStartException if the server cannot be started
   */
  static EmbeddedPostgres start(Home home) {
    HomeLock lock = HomeLock.acquire(home.directory());
    DataDirectory directory = new DataDirectory(home.directory().resolve("postgres"));
    EmbeddedPostgres postgres = null;
    try {
      PrivateFiles.createDirectories(directory.parent());
      directory.checkVersion();
      LeftoverServer.stop(directory.data(), LEFTOVER_PATIENCE);
      var programs = new PostgresPrograms(PostgresBinaries.in(directory.parent()));
      String password = directory.prepare(programs);
      postgres = new EmbeddedPostgres(lock, directory, programs, password);
      postgres.startFirst();
      return postgres;
    } catch (IOException | SQLException e) {
      throw abandoned(lock, postgres, failure(directory, e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw abandoned(lock, postgres, failure(directory, e));
    } catch (RuntimeException e) {
      throw abandoned(lock, postgres, e);
    }
  }

  private static DatabaseStartException failure(DataDirectory directory, Exception cause) {
    return new DatabaseStartException(
        "The embedded PostgreSQL did not start in " + directory.parent(), cause);
  }

  private static RuntimeException abandoned(
      HomeLock lock, @Nullable EmbeddedPostgres postgres, RuntimeException failure) {
    if (postgres == null) {
      lock.close();
    } else {
      postgres.close();
    }
    return failure;
  }

  private void startFirst() throws IOException, SQLException, InterruptedException {
    // after the application, whose end still writes; and if it is told to end while it starts
    SpringApplication.getShutdownHandlers().add(this::close);
    for (int attempt = 1; ; attempt++) {
      port = freePort();
      try {
        startOnce();
        break;
      } catch (DatabaseStartException e) {
        if (attempt == PORTS_TRIED || !String.valueOf(e.getMessage()).contains("could not bind")) {
          throw e;
        }
      }
    }
    checkPassword();
    log.info(
        "Started embedded PostgreSQL version={} port={} data={}",
        DataDirectory.MAJOR_VERSION,
        port,
        directory.data());
    Thread watch = new Thread(this::watch, "embedded-postgres");
    watch.setDaemon(true);
    watch.start();
  }

  /** A password that the data does not know, as of a file restored from elsewhere, is set anew. */
  private void checkPassword() throws IOException, SQLException, InterruptedException {
    try {
      connect().close();
    } catch (SQLException e) {
      if (!WRONG_PASSWORD.equals(e.getSQLState())) {
        throw e;
      }
      log.warn("Setting the password of the embedded PostgreSQL anew data={}", directory.data());
      current().stop();
      directory.resetPassword(programs);
      startOnce();
      connect().close();
    }
  }

  private Connection connect() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", username());
    properties.setProperty("password", password);
    return DriverManager.getConnection(jdbcUrl(), properties);
  }

  private void startOnce() throws IOException, InterruptedException {
    PostgresServer next;
    synchronized (running) {
      if (closed) {
        throw new DatabaseStartException("Trellis is stopping");
      }
      next = PostgresServer.launch(programs, directory.data(), port, serverLog);
      server = next;
    }
    next.awaitReady();
    serverLog.trim();
  }

  private PostgresServer current() {
    synchronized (running) {
      if (server == null) {
        throw new IllegalStateException("not started");
      }
      return server;
    }
  }

  /** Starts the server again each time it ends, a little later after each failure. */
  private void watch() {
    long pause = FIRST_PAUSE_MILLIS;
    try {
      while (!closed) {
        if (current().awaitEnd(LOG_CHECK)) {
          pause = closed ? pause : restart(pause);
        } else {
          pause = FIRST_PAUSE_MILLIS;
          serverLog.trim();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private long restart(long pause) throws InterruptedException {
    try {
      log.error(
          "Lost the embedded PostgreSQL; starting it again errors={}", serverLog.lastErrors());
      Thread.sleep(pause);
      LeftoverServer.stop(directory.data(), ORPHAN_PATIENCE);
      startOnce();
      log.info("Embedded PostgreSQL is back port={}", port);
      return pause;
    } catch (IOException | RuntimeException e) {
      if (!closed) {
        log.error("Cannot start the embedded PostgreSQL; trying again cause={}", e.getMessage());
      }
      return Math.min(LONGEST_PAUSE_MILLIS, 2 * pause);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** A server of somebody else on this port, while ours is down, is not told the password. */
  String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:%d/postgres?requireAuth=scram-sha-256".formatted(port);
  }

  String username() {
    return "postgres";
  }

  String password() {
    return password;
  }

  @Override
  public void close() {
    synchronized (running) {
      closed = true;
      if (server != null) {
        server.stop();
      }
      lock.close();
    }
  }
}
