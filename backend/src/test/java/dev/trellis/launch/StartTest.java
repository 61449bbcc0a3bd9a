package dev.trellis.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.testing.Api;
import dev.trellis.testing.JavaPrograms;
import dev.trellis.testing.Program;
import dev.trellis.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Starts processes with the command lines of users. */
class StartTest {
  @TempDir Path directory;

  private Program start(Map<String, String> environment, String... arguments) throws IOException {
    return Program.start(directory, environment, arguments);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "version", "worker --help"})
  void help_and_version_are_printed_without_a_start(String line) throws Exception {
    Program program = start(Map.of(), line.split(" "));
    assertThat(program.awaitExit()).isZero();
    assertThat(program.output()).containsIgnoringCase("trellis");
    assertThat(program.errors()).isEmpty();
    assertThat(directory.resolve(".trellis")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({
    "'',submit,Unknown command 'submit'",
    "'',--port=1,Did you mean --server.port?",
    "'',--trellis.wroker.trials=4,Did you mean trellis.worker.trials?",
    "TRELLIS_WORKER_STALL_LIMITS,server,Did you mean TRELLIS_WORKER_STALLLIMIT?",
    "'',--server.prot=80,Did you mean server.port?",
    "'',--server.adress=::1,Did you mean server.address?",
    "'',--server.port=,no value",
    "'',--server.port=99999,it must be a port from 0",
    "'',--trellis.worker.trials=two,trellis.worker.trials is 'two'; it must be an integer",
    "'',--trellis.worker.trials=-2,it must be 0 or more",
    "'',--trellis.worker.heartbeat=0s,it must be more than 0",
    "'',--trellis.worker.memory=8XB,it must be a size such as 512MB",
    "'',--trellis.worker.mode=inlin,'it must be one of process, inline, none'",
    "'',--trellis.home,no value",
    "TRELLIS_TOKEN,demo,Did you mean TRELLIS_ACCESS_TOKEN?",
    "'',worker,--spring.datasource.url=jdbc:postgresql://HOST/DATABASE"
  })
  void error_ends_the_start_with_one_line(String variable, String argument, String message)
      throws Exception {
    Program program = start(variable.isEmpty() ? Map.of() : Map.of(variable, "1"), argument);
    assertThat(program.awaitExit()).isEqualTo(2);
    assertThat(program.errors()).contains(message);
    assertThat(program.output() + program.errors())
        .doesNotContain("\tat ", "WARN", "ERROR", "Exception");
    assertThat(directory.resolve(".trellis/postgres")).doesNotExist();
  }

  @Test
  void empty_home_is_rejected_before_any_write() throws Exception {
    Program program = Program.start(directory, List.of("-Dtrellis.home="), Map.of(), "server");

    assertThat(program.awaitExit()).isEqualTo(2);
    assertThat(program.errors()).contains("trellis.home is ''; it must be a directory");
    assertThat(Path.of("/logs")).doesNotExist();
  }

  @Test
  void server_prints_its_url_data_and_log() throws Exception {
    int port = JavaPrograms.freePort();
    try (Program server = startServer(TestDatabase.create(), port)) {
      await(() -> server.output().contains("Trellis is ready at http://localhost:" + port));
      assertThat(new Api(port).get("/actuator/health").status()).isEqualTo(200);
      Path home = directory.resolve("home");
      Path log = home.resolve("logs/server.log");
      assertThat(server.output().lines()).contains("  data: " + home, "  log:  " + log);
      assertThat(log).content().contains("Started TrellisApplication");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(log.getParent())))
          .isEqualTo("rwx------");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home)))
          .isEqualTo("rwx------");
    }
  }

  @Test
  void worker_without_schema_logs_one_waiting_line() throws Exception {
    String database = TestDatabase.create();
    try (Program worker =
        start(
            Map.of(
                "SPRING_DATASOURCE_URL",
                database,
                "KUBERNETES_PORT",
                "x",
                "TRELLIS_PORT",
                "tcp://10.0.0.1:80"),
            "worker",
            "--trellis.home=" + directory.resolve("home"))) {
      await(() -> worker.output().contains("Waiting for a server"));
      int port = JavaPrograms.freePort();
      try (Program server = startServer(database, port)) {
        await(() -> server.output().contains("Trellis is ready"));
        Api api = new Api(port);
        await(() -> api.get("/api/v1/workers").body().toString().contains("\"alive\":true"));
      }
      assertThat(worker.output().lines().filter(line -> line.contains("Waiting"))).hasSize(1);
      assertThat(worker.output() + worker.errors()).doesNotContain("\tat ", "does not exist");
    }
  }

  @Test
  void worker_waiting_for_the_schema_can_be_stopped() throws Exception {
    Program worker =
        start(
            Map.of("SPRING_DATASOURCE_URL", TestDatabase.create()),
            "worker",
            "--trellis.home=" + directory.resolve("home"));
    await(() -> worker.output().contains("Waiting for a server"));
    worker.close();
    assertThat(worker.awaitExit()).isEqualTo(143);
    assertThat(worker.output() + worker.errors()).doesNotContain("\tat ");
  }

  private Program startServer(String database, int port) throws IOException {
    return start(
        Map.of("SPRING_DATASOURCE_URL", database),
        "server",
        "--trellis.worker.mode=none",
        "--server.port=" + port,
        "--trellis.home=" + directory.resolve("home"));
  }

  private static void await(java.util.concurrent.Callable<Boolean> condition) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(200))
        .until(condition);
  }
}
