package dev.trellis.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
  /** One for all tests: to unpack the server takes far longer than to start it. */
  @TempDir static Path home;

  @Test
  void data_survives_a_restart_and_commits_reach_the_disk() throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home)) {
      execute(postgres, "create table kept (value int)");
      execute(postgres, "insert into kept values (7)");
      assertThat(query(postgres, "show fsync")).isEqualTo("on");
      assertThat(query(postgres, "show synchronous_commit")).isEqualTo("on");
    }
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home)) {
      assertThat(query(postgres, "select value from kept")).isEqualTo("7");
    }
  }

  @Test
  void nobody_gets_in_without_the_password() throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home)) {
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
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home)) {
      assertThat(postgres.jdbcUrl()).isNotEmpty();
      assertThatThrownBy(() -> EmbeddedPostgres.start(home))
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

    assertThatThrownBy(() -> EmbeddedPostgres.start(old))
        .hasMessageContaining("PostgreSQL 14")
        .hasMessageContaining("pg_dump");
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
