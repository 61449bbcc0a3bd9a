package dev.trellis.readme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.testing.Api;
import dev.trellis.testing.Program;
import dev.trellis.testing.Texts;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of docs/operations.md do what it says. */
class OperationsGuideTest {
  private static final Pattern TESTED =
      Pattern.compile("<!-- tested: from here -->(.*)<!-- tested: to here -->", Pattern.DOTALL);
  private static final Pattern SHELL = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

  @TempDir Path directory;

  @Test
  void a_copy_of_the_home_restores_everything() throws Exception {
    List<String> commands = commands();
    assertThat(commands).hasSize(2);
    try (Program server = Program.start(directory, List.of(), Map.of(), options())) {
      awaitReady(server).upload("kept", Texts.sentences(2_000));
    }
    run(commands.get(0));
    try (Program server = Program.start(directory, List.of(), Map.of(), options())) {
      awaitReady(server).upload("after-the-backup", Texts.sentences(3_000));
    }
    run(commands.get(1));
    try (Program server = Program.start(directory, List.of(), Map.of(), options())) {
      String datasets = awaitReady(server).get("/api/v1/datasets").body().toString();
      assertThat(datasets).contains("\"kept\"").doesNotContain("after-the-backup");
    }
  }

  private static String[] options() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return new String[] {
        "server", "--trellis.worker.mode=none", "--server.port=" + socket.getLocalPort()
      };
    }
  }

  private static Api awaitReady(Program server) {
    Pattern address = Pattern.compile("Trellis is ready at http://localhost:(\\d+)");
    var found =
        Awaitility.await()
            .atMost(Duration.ofMinutes(3))
            .failFast(() -> assertThat(server.isAlive()).as(server.errors()).isTrue())
            .until(() -> address.matcher(server.output()), java.util.regex.Matcher::find);
    return new Api(Integer.parseInt(found.group(1)));
  }

  private static List<String> commands() throws IOException {
    String guide = Files.readString(Path.of("..", "docs", "operations.md"));
    String tested = TESTED.matcher(guide).results().findFirst().orElseThrow().group(1);
    return SHELL.matcher(tested).results().map(match -> match.group(1)).toList();
  }

  private void run(String command) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-euc", command).directory(directory.toFile()).inheritIO();
    builder.environment().put("HOME", directory.toString());
    Process shell = builder.start();
    assertThat(shell.waitFor(2, TimeUnit.MINUTES)).as(command).isTrue();
    assertThat(shell.exitValue()).as(command).isZero();
  }
}
