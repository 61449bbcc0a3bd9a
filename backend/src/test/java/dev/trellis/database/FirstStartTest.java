package dev.trellis.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.home.Home;
import dev.trellis.testing.JavaProcess;
import dev.trellis.testing.OtherUser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** First starts, killed at any moment. {@code -Dfaults.rounds=20} kills as many. */
class FirstStartTest {
  private static final int ROUNDS = Integer.getInteger("faults.rounds", 3);
  private static final SplittableRandom RANDOM =
      new SplittableRandom(Long.getLong("faults.seed", 7));

  @TempDir Path directory;

  /** Ends the servers that a failed test left running. */
  @AfterEach
  void stopServers() throws IOException {
    try (Stream<Path> homes = Files.list(directory)) {
      for (Path home : homes.toList()) {
        Postmaster.in(home.resolve("postgres/data"))
            .flatMap(server -> ProcessHandle.of(server.pid()))
            .ifPresent(ProcessHandle::destroyForcibly);
      }
    }
  }

  @Test
  void nobody_logs_in_without_password_at_any_moment() {
    Path home = directory.resolve("home");
    AtomicBoolean over = new AtomicBoolean();
    AtomicInteger tries = new AtomicInteger();
    CompletableFuture<Boolean> attack =
        CompletableFuture.supplyAsync(
            () -> {
              boolean open = false;
              while (!over.get() && !open) {
                open =
                    Postmaster.in(home.resolve("postgres/data"))
                        .filter(server -> tries.incrementAndGet() > 0)
                        .filter(Postmaster::isOpen)
                        .isPresent();
              }
              return open;
            });

    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(Home.openPrivate(home))) {
      assertThat(postgres.jdbcUrl()).isNotEmpty();
      int before = tries.get();
      while (tries.get() <= before && !attack.isDone()) {
        Thread.onSpinWait();
      }
      over.set(true);
      assertThat(attack.join()).isFalse();
    }
    assertThat(tries).hasPositiveValue();
  }

  @Test
  void start_killed_at_any_moment_is_safe_and_next_works() throws Exception {
    int whole = entriesOfWholeStart();
    for (int round = 0; round < ROUNDS; round++) {
      Path home = directory.resolve("home" + round);
      int moment = RANDOM.nextInt(1, whole + 1);
      boolean childrenToo = RANDOM.nextBoolean();

      killOnce(home, moment, childrenToo);

      Path data = home.resolve("postgres/data");
      String what =
          "killed at entry %d of %d, children too: %b".formatted(moment, whole, childrenToo);
      assertThat(Postmaster.in(data).filter(Postmaster::isOpen)).as(what).isEmpty();
      try (EmbeddedPostgres next = EmbeddedPostgres.start(Home.openPrivate(home))) {
        assertThat(Postmaster.in(data).orElseThrow().isOpen()).as(what).isFalse();
        DriverManager.getConnection(next.jdbcUrl(), next.username(), next.password()).close();
      }
      try (Stream<Path> left = Files.list(home.resolve("postgres"))) {
        assertThat(left.map(path -> path.getFileName().toString()))
            .as(what)
            .noneMatch(name -> name.startsWith("unpacking-"))
            .hasSizeLessThanOrEqualTo(5);
      }
    }
  }

  private int entriesOfWholeStart() throws Exception {
    Path home = directory.resolve("whole");
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(Home.openPrivate(home))) {
      assertThat(postgres.password()).isNotEmpty();
      return entries(home);
    }
  }

  /** Kills a first start as soon as it has created so many files and directories. */
  private static void killOnce(Path home, int moment, boolean childrenToo) throws Exception {
    try (JavaProcess start = JavaProcess.start(FirstStart.class, home.toString())) {
      while (start.handle().isAlive() && entries(home) < moment && !isRunning(home)) {
        Thread.onSpinWait();
      }
      List<ProcessHandle> children = start.handle().descendants().toList();
      start.kill();
      if (childrenToo) {
        children.forEach(ProcessHandle::destroyForcibly);
      }
    }
  }

  private static boolean isRunning(Path home) {
    return Postmaster.in(home.resolve("postgres/data")).isPresent();
  }

  private static int entries(Path home) {
    if (!Files.exists(home)) {
      return 0;
    }
    try (Stream<Path> all = Files.walk(home)) {
      return (int) all.count();
    } catch (IOException | UncheckedIOException changedMeanwhile) {
      return 0;
    }
  }

  @Test
  void next_start_deletes_programs_copied_by_a_killed_start() throws Exception {
    Path home = directory.resolve("a \"quoted\" home");
    Path temporary = Files.createDirectory(directory.resolve("temporary"));
    Map<String, String> environment = Map.of("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + temporary);
    try (JavaProcess start = JavaProcess.start(environment, FirstStart.class, home.toString())) {
      while (start.handle().isAlive() && entries(temporary) < 5) {
        Thread.onSpinWait();
      }
      start.kill();
    }
    assertThat(temporary).isNotEmptyDirectory();
    Files.createDirectory(home.resolve(".probe-123"));

    try (EmbeddedPostgres next = EmbeddedPostgres.start(Home.openPrivate(home))) {
      assertThat(next.password()).isNotEmpty();
    }
    assertThat(temporary).isEmptyDirectory();
    try (Stream<Path> entries = Files.list(home)) {
      assertThat(entries.map(entry -> entry.getFileName().toString()))
          .containsExactlyInAnyOrder("lock", "postgres");
    }
  }

  @Test
  void language_of_the_environment_does_not_matter() throws Exception {
    Path home = directory.resolve("home");
    Map<String, String> environment =
        Map.of("LANG", "tr_TR.UTF-8", "LC_CTYPE", "UTF-8", "LC_ALL", "xx_XX", "PGPORT", "nonsense");
    try (JavaProcess start = JavaProcess.start(environment, FirstStart.class, home.toString())) {
      String line = start.readLine();
      while (line != null && !line.equals(FirstStart.READY)) {
        line = start.readLine();
      }
      assertThat(line).isEqualTo(FirstStart.READY);
    }
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(Home.openPrivate(home));
        var connection =
            DriverManager.getConnection(
                postgres.jdbcUrl(), postgres.username(), postgres.password());
        var rows =
            connection
                .createStatement()
                .executeQuery(
                    "select lower('TITLE ÄÖ') || upper('title äö')"
                        + " || (select datlocprovider::text || datlocale from pg_database where datname = 'postgres')")) {
      rows.next();
      assertThat(rows.getString(1)).isEqualTo("title äöTITLE ÄÖbC.UTF-8");
    }
  }

  @Test
  void another_user_changes_and_reads_nothing_in_the_home() throws Exception {
    OtherUser.assumePossible();
    Path home = OtherUser.publicDirectory(directory.resolve("public")).resolve("home");
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(Home.openPrivate(home))) {
      assertThat(postgres.password()).isNotEmpty();
      assertThat(OtherUser.shell("ls '" + home.getParent() + "'")).as("can come near").isZero();
      for (String attack :
          List.of(
              "ls '%s'",
              "ls '%s'/postgres/bin*", "cat '%s'/postgres/password", "mkdir '%s'/work")) {
        assertThat(OtherUser.shell(attack.formatted(home))).as(attack).isNotZero();
      }
      try (Stream<Path> all = Files.walk(home)) {
        assertThat(all.filter(path -> !Files.isSymbolicLink(path)))
            .allSatisfy(
                path ->
                    assertThat((int) Files.getAttribute(path, "unix:mode") & 077)
                        .as(path.toString())
                        .isZero());
      }
    }
  }
}
