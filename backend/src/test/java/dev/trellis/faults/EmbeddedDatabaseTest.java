package dev.trellis.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.problem.ProblemKind;
import dev.trellis.testing.Api;
import dev.trellis.testing.MountedDisk;
import dev.trellis.testing.Texts;
import dev.trellis.testing.TrellisProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose embedded PostgreSQL is killed, or whose disk fills up. */
class EmbeddedDatabaseTest {
  private static final String NO_WORKER = "--trellis.worker.mode=none";
  private static final List<String> ROUTES =
      List.of("/actuator/health", "/actuator/health/readiness", "/api/v1/experiments");

  private static final int PORT_LINE = 3;

  @TempDir Path directory;

  @Test
  void killed_database_is_told_at_once_and_comes_back() throws Exception {
    Path home = directory.resolve("home");
    try (TrellisProcess trellis = TrellisProcess.start(home, NO_WORKER)) {
      Api api = trellis.api();
      for (int kill = 0; kill < 3; kill++) {
        long pid = postmaster(home);
        stopAnswering(pid);
        Awaitility.await("the outage to show")
            .atMost(Duration.ofSeconds(30))
            .until(() -> ROUTES.stream().allMatch(route -> api.get(route).status() == 503));
        assertThat(api.get("/actuator/health/liveness").status()).isEqualTo(200);
        Api.Answer refused = api.get("/api/v1/experiments");
        assertThat(refused.raw().headers().firstValue("Retry-After"))
            .contains(ProblemKind.RETRY_SECONDS);
        assertThat(refused.body().get("detail").asString()).contains("database does not answer");
        assertThat(api.upload("lost", Texts.sentences(100)).status()).isEqualTo(503);

        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        Awaitility.await("the database to be back")
            .atMost(Duration.ofSeconds(60))
            .until(() -> ROUTES.stream().allMatch(route -> api.get(route).status() == 200));
        assertThat(postmaster(home)).isNotEqualTo(pid);
        assertThat(api.upload("kept" + kill, Texts.sentences(100)).status()).isEqualTo(201);
      }
    }
  }

  @Test
  void full_disk_is_said_and_nothing_is_lost_once_there_is_room() throws Exception {
    Path disk = Files.createDirectories(directory.resolve("disk"));
    Path home = disk.resolve("home");
    try (MountedDisk mounted = MountedDisk.at(disk, "size=400m,mode=0700");
        TrellisProcess trellis = TrellisProcess.start(home, NO_WORKER)) {
      Api api = trellis.api();
      assertThat(api.upload("before", Texts.sentences(100)).status()).isEqualTo(201);
      Path filler = fill(disk.resolve("filler"));

      assertThat(api.get("/actuator/health").status()).isEqualTo(503);
      Api.Answer refused = api.upload("full", Texts.sentences(20_000));
      assertThat(refused.status()).isIn(503, 507);
      assertThat(refused.body().get("detail").asString())
          .contains("The disk of " + home)
          .contains("MB are free");

      long pid = postmaster(home);
      stopAnswering(pid); // as after a PANIC for want of room
      Awaitility.await("the outage to show")
          .atMost(Duration.ofSeconds(30))
          .until(() -> api.get("/api/v1/datasets").status() == 503);
      ProcessHandle.of(pid).orElseThrow().destroyForcibly();
      Files.delete(filler);
      Awaitility.await("the database to be back")
          .atMost(Duration.ofSeconds(60))
          .until(() -> ROUTES.stream().allMatch(route -> api.get(route).status() == 200));
      assertThat(api.get("/api/v1/datasets/before").status()).isEqualTo(200);
      assertThat(api.upload("after", Texts.sentences(100)).status()).isEqualTo(201);
    }
  }

  @Test
  void panic_of_the_database_on_a_full_disk_loses_nothing() throws Exception {
    Path disk = Files.createDirectories(directory.resolve("disk"));
    Path home = disk.resolve("home");
    try (MountedDisk mounted = MountedDisk.at(disk, "size=400m,mode=0700");
        TrellisProcess trellis = TrellisProcess.start(home, NO_WORKER)) {
      Api api = trellis.api();
      Path filler;
      List<Integer> committed;
      try (Connection connection = connect(home);
          Statement statement = connection.createStatement()) {
        statement.execute("create table kept as select 0 as number");
        statement.execute("checkpoint");
        filler = fill(disk.resolve("filler"));
        committed = commitUntilPanic(statement);
      }
      assertThat(committed).isNotEmpty();
      Awaitility.await("the outage to show")
          .atMost(Duration.ofSeconds(30))
          .until(() -> ROUTES.stream().allMatch(route -> api.get(route).status() == 503));
      assertThat(api.get("/actuator/health/liveness").status()).isEqualTo(200);
      Api.Answer refused = api.upload("full", Texts.sentences(100));
      assertThat(refused.status()).isIn(503, 507);
      assertThat(refused.body().get("detail").asString())
          .contains("The disk of " + home + " is full", "MB are free");
      Awaitility.await("a start without room")
          .atMost(Duration.ofSeconds(60))
          .until(() -> log(home.resolve("logs/server.log")).contains("trying again cause="));
      assertThat(log(home.resolve("postgres/log"))).contains("PANIC", "No space left on device");

      Files.delete(filler);
      Awaitility.await("the database to be back")
          .atMost(Duration.ofSeconds(60))
          .until(() -> ROUTES.stream().allMatch(route -> api.get(route).status() == 200));
      assertThat(keptNumbers(home)).containsAll(committed);
      assertThat(api.upload("after", Texts.sentences(100)).status()).isEqualTo(201);
    }
  }

  /** Commits numbers, each with half a megabyte of WAL, until the connection is lost. */
  private static List<Integer> commitUntilPanic(Statement statement) {
    List<Integer> committed = new ArrayList<>();
    for (int number = 1; number < 1_000; number++) {
      try {
        statement.execute(
            "begin; insert into kept values (%d); select pg_logical_emit_message(true, '', repeat('x', 500000)); commit"
                .formatted(number));
        committed.add(number);
      } catch (SQLException panic) {
        return committed;
      }
    }
    throw new AssertionError("the WAL found room for 500 MB");
  }

  private static List<Integer> keptNumbers(Path home) throws IOException, SQLException {
    List<Integer> numbers = new ArrayList<>();
    try (Connection connection = connect(home);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select number from kept")) {
      while (rows.next()) {
        numbers.add(rows.getInt(1));
      }
    }
    return numbers;
  }

  private static Connection connect(Path home) throws IOException, SQLException {
    List<String> lines = Files.readAllLines(home.resolve("postgres/data/postmaster.pid"));
    String url = "jdbc:postgresql://127.0.0.1:%s/postgres".formatted(lines.get(PORT_LINE).strip());
    String password = Files.readString(home.resolve("postgres/password")).strip();
    return DriverManager.getConnection(url, "postgres", password);
  }

  /** Returns the text of a log file, or of all log files in a directory. */
  private static String log(Path log) throws IOException {
    StringBuilder text = new StringBuilder();
    try (Stream<Path> files = Files.walk(log)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        text.append(Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    return text.toString();
  }

  @Test
  void killed_server_leaves_no_temporary_files_once_it_is_back() throws Exception {
    Path home = directory.resolve("home");
    try (TrellisProcess trellis = TrellisProcess.start(home, NO_WORKER)) {
      assertThat(workFiles(home)).isNotEmpty();
      trellis.kill();
    }
    List<String> left = workFiles(home);
    TrellisProcess trellis = TrellisProcess.start(home, NO_WORKER);
    assertThat(workFiles(home)).isNotEmpty().doesNotContainAnyElementsOf(left);
    trellis.close();
    assertThat(workFiles(home)).isEmpty();
  }

  private static List<String> workFiles(Path home) throws IOException {
    try (Stream<Path> files = Files.list(home.resolve("work"))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  /** Ends all connections of a postmaster. It stays, so that no other is started in its place. */
  private static void stopAnswering(long postmaster) throws IOException {
    Signals.send("STOP", postmaster);
    ProcessHandle.of(postmaster).orElseThrow().children().forEach(ProcessHandle::destroyForcibly);
  }

  private static long postmaster(Path home) throws IOException {
    Path file = home.resolve("postgres/data/postmaster.pid");
    return Long.parseLong(Files.readAllLines(file).get(0).strip());
  }

  private static Path fill(Path file) throws IOException {
    byte[] block = new byte[64 << 10];
    try (var out = Files.newOutputStream(file, StandardOpenOption.CREATE)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      return file;
    }
  }
}
