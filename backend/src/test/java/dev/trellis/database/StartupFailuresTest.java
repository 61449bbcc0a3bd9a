package dev.trellis.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trellis.TrellisApplication;
import dev.trellis.home.Home;
import dev.trellis.home.PrivateFiles;
import dev.trellis.testing.JavaProcess;
import dev.trellis.testing.MountedDisk;
import dev.trellis.testing.OtherUser;
import dev.trellis.testing.TestDatabase;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Tests of failed starts, which must print cause and remedy in one line. */
@ExtendWith(OutputCaptureExtension.class)
class StartupFailuresTest {
  @TempDir Path directory;

  private void assertRefused(CapturedOutput output, List<String> options, String... words) {
    List<String> arguments = new ArrayList<>(options);
    arguments.add("--trellis.worker.mode=none");
    SpringApplication application = new SpringApplication(TrellisApplication.class);
    application.setAdditionalProfiles("server");

    assertThatThrownBy(() -> application.run(arguments.toArray(String[]::new)).close()).isNotNull();

    List<String> lines =
        output
            .getAll()
            .lines()
            .filter(line -> !line.isBlank() && !line.contains(" INFO "))
            .toList();
    assertThat(lines).hasSize(1);
    assertThat(lines.get(0)).startsWith("Trellis cannot start. ").contains(words);
  }

  private List<String> withDatabase(String url, String... more) {
    List<String> options = new ArrayList<>(List.of(more));
    options.add("--trellis.home=" + directory.resolve("home"));
    options.add("--server.port=0");
    options.add("--spring.datasource.url=" + url);
    return options;
  }

  @Test
  void file_as_home(CapturedOutput output) throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "");

    assertRefused(
        output,
        List.of("--trellis.home=" + file),
        file + " is a file",
        "--trellis.home=<directory>");
  }

  @Test
  void home_of_another_user(CapturedOutput output) throws Exception {
    OtherUser.assumePossible();
    Path home = Files.createDirectories(directory.resolve("foreign"));
    OtherUser.own(home);

    assertRefused(output, List.of("--trellis.home=" + home), "belongs to user", "chown");
  }

  @Test
  void read_only_home(CapturedOutput output) throws Exception {
    Path home = Files.createDirectories(directory.resolve("readonly"));
    try (MountedDisk mounted = MountedDisk.at(home, "ro")) {
      assertRefused(
          output,
          List.of("--trellis.home=" + home),
          home.toString(),
          "Read-only file system",
          "--trellis.home=");
    }
  }

  @Test
  void data_of_another_major_version(CapturedOutput output) throws Exception {
    Path data = PrivateFiles.createDirectories(directory.resolve("home/postgres/data"));
    PrivateFiles.write(data.resolve("PG_VERSION"), "14\n");

    assertRefused(
        output, List.of("--trellis.home=" + directory.resolve("home")), "PostgreSQL 14", "pg_dump");
  }

  @Test
  void unreachable_database(CapturedOutput output) {
    assertRefused(
        output,
        withDatabase("jdbc:postgresql://127.0.0.1:1/trellis"),
        "127.0.0.1:1/trellis",
        "refused",
        "--spring.datasource.url");
  }

  @Test
  void unknown_database(CapturedOutput output) {
    String url = TestDatabase.create().replaceFirst("/test_\\d+", "/nowhere");

    assertRefused(output, withDatabase(url), "\"nowhere\" does not exist", "createdb");
  }

  @Test
  void wrong_password(CapturedOutput output) {
    try (EmbeddedPostgres postgres =
        EmbeddedPostgres.start(Home.openPrivate(directory.resolve("database")))) {
      assertRefused(
          output,
          withDatabase(
              postgres.jdbcUrl(),
              "--spring.datasource.username=postgres",
              "--spring.datasource.password=wrong"),
          "password authentication failed",
          "SPRING_DATASOURCE_PASSWORD");
    }
  }

  @Test
  void changed_schema(CapturedOutput output) {
    String url = TestDatabase.create();
    var database = new DriverManagerDataSource(url);
    Flyway.configure().dataSource(database).locations("classpath:db/migration").load().migrate();
    JdbcClient.create(database)
        .sql("update flyway_schema_history set checksum = 1 where version = '1'")
        .update();

    assertRefused(output, withDatabase(url), "checksum", "restore a backup");
  }

  @Test
  void port_taken(CapturedOutput output) throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      List<String> options = withDatabase(TestDatabase.create());
      options.remove("--server.port=0");
      options.add("--server.port=" + taken.getLocalPort());

      assertRefused(output, options, "Port " + taken.getLocalPort(), "--server.port");
    }
  }

  @Test
  void failed_start_ends_with_status_1() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "");
    try (JavaProcess trellis =
        JavaProcess.start(TrellisApplication.class, "server", "--trellis.home=" + file)) {
      String line = trellis.readLine();
      while (line != null && line.contains(" INFO ")) {
        line = trellis.readLine();
      }
      assertThat(line).startsWith("Trellis cannot start. ");
      assertThat(trellis.readLine()).isNull();
      assertThat(trellis.exitStatus()).isEqualTo(1);
    }
  }
}
