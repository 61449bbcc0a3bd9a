package dev.trellis.readme;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.testing.Api;
import dev.trellis.testing.Texts;
import dev.trellis.testing.TrellisTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Runs the commands of the README exactly as printed, except for the port. */
@TrellisTest
class ReadmeTest {
  private static final Pattern TESTED =
      Pattern.compile("<!-- tested: from here -->(.*)<!-- tested: to here -->", Pattern.DOTALL);
  private static final Pattern SHELL = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
  private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

  @LocalServerPort int port;
  @TempDir Path directory;

  @Test
  void commands_submit_text_and_search() throws Exception {
    Files.write(directory.resolve("my-text.txt"), Texts.sentences(40_000));

    List<String> commands = commands();
    assertThat(commands).hasSizeGreaterThanOrEqualTo(3);
    run(String.join("\n", commands)); // in one shell: later ones use variables of earlier ones

    assertThat(Files.readAllBytes(directory.resolve("model.zip"))).startsWith('P', 'K');
    assertThat(directory.resolve("trials.csv")).content().hasLineCount(5);

    Api api = new Api(port);
    JsonNode experiment =
        api.get("/api/v1/experiments?sort=-created_at&search=my%20first%20search")
            .body()
            .at("/items/0");
    assertThat(experiment.get("name").asString()).isEqualTo("my first search");
    JsonNode ended = api.awaitEnd(experiment.get("id").asLong());
    assertThat(ended.get("state").asString()).isEqualTo("COMPLETED");
    assertThat(ended.at("/trials/completed").asInt()).isEqualTo(4);
  }

  @Test
  void the_submissions_it_shows_would_be_taken_on() throws IOException {
    Api api = new Api(port);
    api.upload("my-text", Texts.sentences(40_000));
    api.uploadLabeled("trec", "lines", questions());

    List<String> submissions =
        YAML.matcher(readme()).results().map((MatchResult match) -> match.group(1)).toList();
    assertThat(submissions).hasSizeGreaterThanOrEqualTo(2);
    for (String submission : submissions) {
      byte[] body = submission.getBytes(UTF_8);
      Api.Answer answer = api.post("/api/v1/experiments?dry_run=true", "application/yaml", body);
      assertThat(answer.status()).as(submission + answer.body()).isEqualTo(200);
    }
  }

  private static byte[] questions() {
    String two = "NUM how many birds are there ?\nHUM who sees the moon ?\n";
    return two.repeat(200).getBytes(UTF_8);
  }

  private static String readme() throws IOException {
    return Files.readString(Path.of("..", "README.md"));
  }

  private static List<String> commands() throws IOException {
    String readme = readme();
    String tested = TESTED.matcher(readme).results().findFirst().orElseThrow().group(1);
    return SHELL.matcher(tested).results().map((MatchResult match) -> match.group(1)).toList();
  }

  private void run(String command) throws IOException, InterruptedException {
    String here = command.replace("localhost:8080", "localhost:" + port);
    Path output = Files.createTempFile(directory, "output", ".txt");
    Process shell =
        new ProcessBuilder("bash", "-euc", here)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(shell.waitFor(4, TimeUnit.MINUTES)).as(command).isTrue();
    assertThat(shell.exitValue()).as(command + "\n" + Files.readString(output)).isZero();
  }
}
