package dev.trellis.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trellis.home.Home;
import dev.trellis.testing.JavaProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedPostgresTest {
  /** One for all tests: to unpack the server takes far longer than to start it. */
  @TempDir static Path home;

  @Test
  void data_survives_a_restart_and_commits_reach_the_disk() throws Exception {
    try (EmbeddedPostgres postgres = start(home)) {
      execute(postgres, "create table kept (value int)");
      execute(postgres, "insert into kept values (7)");
      assertThat(query(postgres, "show fsync")).isEqualTo("on");
      assertThat(query(postgres, "show synchronous_commit")).isEqualTo("on");
    }
    try (EmbeddedPostgres postgres = start(home)) {
      assertThat(query(postgres, "select value from kept")).isEqualTo("7");
    }
  }

  @Test
  void nobody_gets_in_without_the_password() throws Exception {
    try (EmbeddedPostgres postgres = start(home)) {
      assertThatThrownBy(
              () -> DriverManager.getConnection(postgres.jdbcUrl(), "postgres", "").close())
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password");
      assertThat(Files.getPosixFilePermissions(home.resolve("postgres/password")))
          .containsExactlyInAnyOrder(
              PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    }
  }

  @Test
  void a_second_trellis_on_the_same_home_is_told_what_to_do() {
    try (EmbeddedPostgres postgres = start(home)) {
      assertThat(postgres.jdbcUrl()).isNotEmpty();
      assertThatThrownBy(() -> start(home))
          .isInstanceOf(HomeInUseException.class)
          .hasMessageContaining("--trellis.home=")
          .hasMessageContaining("--server.port=");
    }
  }

  @Test
  void data_of_another_major_version_is_refused_with_a_way_out() throws Exception {
    Path old = home.resolve("old");
    Path data = Files.createDirectories(old.resolve("postgres/data"));
    Files.writeString(data.resolve("PG_VERSION"), "14\n");

    assertThatThrownBy(() -> start(old))
        .hasMessageContaining("PostgreSQL 14")
        .hasMessageContaining("pg_dump");
  }

  @Test
  void open_home_of_earlier_version_is_closed_before_listening() throws Exception {
    try (EmbeddedPostgres postgres = start(home)) {
      execute(postgres, "create table if not exists precious (value int)");
      execute(postgres, "alter role postgres password null");
    }
    List<String> trust = List.of("local all all trust", "host all all 127.0.0.1/32 trust");
    Files.write(home.resolve("postgres/data/pg_hba.conf"), trust);

    try (EmbeddedPostgres postgres = start(home)) {
      assertThat(Postmaster.in(data()).orElseThrow().isOpen()).isFalse();
      assertThat(query(postgres, "select count(*) from precious")).isEqualTo("0");
      assertThat(data().resolve("pg_hba.conf")).content().doesNotContain("trust");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "half-writt", "00000000000000000000000000000000"})
  void password_file_that_does_not_fit_is_repaired(String content) throws Exception {
    start(home).close();
    Files.writeString(home.resolve("postgres/password"), content);

    try (EmbeddedPostgres postgres = start(home)) {
      assertThat(query(postgres, "select 1")).isEqualTo("1");
    }
  }

  @Test
  void data_directory_on_which_no_server_ran_is_set_aside() throws Exception {
    start(home).close();
    Path own = Files.createDirectories(home.resolve("half"));
    Path half = Files.createDirectories(own.resolve("postgres/data/base"));
    Files.writeString(half.resolveSibling("PG_VERSION"), "17\n");
    Files.writeString(half.resolveSibling("postgresql.conf"), "");

    try (EmbeddedPostgres postgres = start(own)) {
      assertThat(query(postgres, "select 1")).isEqualTo("1");
    }
    try (Stream<Path> all = Files.list(own.resolve("postgres"))) {
      assertThat(all)
          .anyMatch(path -> path.getFileName().toString().startsWith("data-unfinished-"));
    }
  }

  @Test
  void stale_number_of_another_server_does_not_stop_it() throws Exception {
    start(home).close();
    Path other = home.resolve("other");
    try (EmbeddedPostgres running = start(other)) {
      List<String> lines =
          new ArrayList<>(Files.readAllLines(other.resolve("postgres/data/postmaster.pid")));
      lines.set(1, data().toString());
      Files.write(data().resolve("postmaster.pid"), lines);

      try (EmbeddedPostgres postgres = start(home)) {
        assertThat(query(postgres, "select 1")).isEqualTo("1");
      }
      assertThat(query(running, "select 2")).isEqualTo("2");
    }
  }

  @Test
  void damaged_number_of_the_last_server_is_no_obstacle() throws Exception {
    start(home).close();
    Files.writeString(data().resolve("postmaster.pid"), "");

    try (EmbeddedPostgres postgres = start(home)) {
      assertThat(query(postgres, "select 1")).isEqualTo("1");
    }
  }

  @Test
  void server_left_by_a_killed_trellis_is_stopped() throws Exception {
    try (JavaProcess killed = JavaProcess.start(FirstStart.class, home.toString())) {
      while (!FirstStart.READY.equals(killed.readLine())) {
        assertThat(killed.handle().isAlive()).isTrue();
      }
      Postmaster left = Postmaster.in(data()).orElseThrow();
      killed.kill();
      assertThat(ProcessHandle.of(left.pid())).isPresent();

      try (EmbeddedPostgres postgres = start(home)) {
        assertThat(query(postgres, "select 1")).isEqualTo("1");
        assertThat(ProcessHandle.of(left.pid()).filter(ProcessHandle::isAlive)).isEmpty();
      }
    }
  }

  @Test
  void killed_server_comes_back_on_the_same_port_each_time() throws Exception {
    try (EmbeddedPostgres postgres = start(home)) {
      execute(postgres, "create table if not exists kills (value int)");
      String url = postgres.jdbcUrl();
      for (int kill = 1; kill <= 3; kill++) {
        execute(postgres, "insert into kills values (" + kill + ")");
        long pid = Postmaster.in(data()).orElseThrow().pid();
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();

        Awaitility.await("PostgreSQL after kill " + kill)
            .atMost(Duration.ofSeconds(60))
            .ignoreExceptions()
            .until(
                () ->
                    Postmaster.in(data()).orElseThrow().pid() != pid
                        && query(postgres, "select 1") != null);
        assertThat(postgres.jdbcUrl()).isEqualTo(url);
      }
      assertThat(query(postgres, "select count(*) from kills")).isEqualTo("3");
    }
  }

  @Test
  void log_of_the_server_is_kept_private_and_bounded() throws Exception {
    Path logs = home.resolve("postgres/log");
    try (EmbeddedPostgres postgres = start(home)) {
      for (int i = 0; i < 9; i++) {
        Files.writeString(logs.resolve("postgresql-2020-01-0%d.log".formatted(i + 1)), "old");
      }
      execute(postgres, "do $$ begin raise log 'said in the log'; end $$");
      try (Stream<Path> files = Files.list(logs)) {
        assertThat(files.toList())
            .anySatisfy(file -> assertThat(file).content().contains("said in the log"));
      }
    }
    start(home).close();
    try (Stream<Path> files = Files.list(logs)) {
      List<Path> kept =
          files.filter(file -> file.getFileName().toString().startsWith("postgresql-")).toList();
      assertThat(kept).hasSizeLessThanOrEqualTo(5);
      assertThat(kept)
          .filteredOn(file -> !file.toString().contains("2020"))
          .isNotEmpty()
          .allSatisfy(
              file ->
                  assertThat(Files.getPosixFilePermissions(file))
                      .containsExactlyInAnyOrder(
                          PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
    }
  }

  @Test
  void home_may_have_any_name(@TempDir Path parent) throws Exception {
    Path strange = parent.resolve("a b'c\"d$(touch x)`e`\\f%20%s;&|ü");

    try (EmbeddedPostgres postgres = start(strange)) {
      assertThat(query(postgres, "select 1")).isEqualTo("1");
    }
    assertThat(strange.resolve("postgres/data/postmaster.opts")).exists();
  }

  @Test
  void server_that_cannot_start_is_reported_with_what_it_said() throws Exception {
    Path own = home.resolve("broken");
    start(own).close();
    Files.writeString(own.resolve("postgres/data/postgresql.conf"), "shared_buffers = nonsense\n");

    assertThatThrownBy(() -> start(own))
        .isInstanceOf(DatabaseStartException.class)
        .hasMessageContaining("shared_buffers")
        .hasMessageContaining(own.resolve("postgres/log").toString())
        .hasMessageNotContaining("\n");
  }

  private static EmbeddedPostgres start(Path home) {
    return EmbeddedPostgres.start(Home.openPrivate(home));
  }

  private static Path data() {
    return home.resolve("postgres/data");
  }

  private static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
    try (Connection connection = connect(postgres);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String query(EmbeddedPostgres postgres, String sql) throws SQLException {
    try (Connection connection = connect(postgres);
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static Connection connect(EmbeddedPostgres postgres) throws SQLException {
    return DriverManager.getConnection(
        postgres.jdbcUrl(), postgres.username(), postgres.password());
  }
}
