package dev.trellis.launch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.testing.Api;
import dev.trellis.testing.JavaPrograms;
import dev.trellis.testing.Program;
import dev.trellis.testing.TestDatabase;
import dev.trellis.testing.Texts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * Runs processes in locales with non-ASCII digits or special case mapping; training, responses and
 * exports must not differ. JAVA_TOOL_OPTIONS also applies to the child processes of a server.
 */
class LocaleTest {
  private static final String SUBMISSION =
      """
      name: languages
      dataset: letters
      method: random
      max_trials: 2
      parallel_trials: 1
      metric: {name: val_loss}
      early_stopping: {max_epochs: 2, patience: 2}
      parameters:
        hidden_units:  {value: 16}
        learning_rate: {distribution: log_uniform, min: 0.001, max: 0.1}
      """;

  @TempDir Path directory;

  /**
   * Non-ASCII digits: Arabic, Persian, Nepali. Case mapping: Turkish (I without and with a dot).
   */
  @ParameterizedTest
  @CsvSource({"ar,EG,process", "tr,TR,inline", "fa,IR,inline", "ne,NP,process"})
  void search_and_exports_do_not_depend_on_the_locale(String language, String country, String mode)
      throws Exception {
    int port = JavaPrograms.freePort();
    try (Program server =
        Program.start(
            directory,
            Map.of(
                "JAVA_TOOL_OPTIONS",
                "-Duser.language=%s -Duser.country=%s".formatted(language, country),
                "SPRING_DATASOURCE_URL",
                TestDatabase.create()),
            "server",
            "--server.port=" + port,
            "--trellis.worker.mode=" + mode,
            "--trellis.worker.trials=1",
            "--trellis.home=" + directory.resolve("home"))) {
      Api api = new Api(port);
      Awaitility.await(server.output())
          .atMost(Duration.ofMinutes(2))
          .until(() -> server.output().contains("Trellis is ready at http://localhost:" + port));
      assertThat(api.upload("letters", Texts.sentences(4_000)).status()).isEqualTo(201);
      long id = api.submit(SUBMISSION).body().get("id").asLong();
      JsonNode ended = api.awaitEnd(id);
      assertThat(ended.get("state").asString()).as(ended.toString()).isEqualTo("COMPLETED");

      long trial = ended.at("/best/trial_id").asLong();
      String model = "/api/v1/trials/" + trial + "/model";
      assertThat(fileName(api, model)).containsPattern("experiment-\\d+-trial-\\d+\\.zip");
      assertThat(api.get(model).raw().body()).startsWith('P', 'K');
      String export = "/api/v1/experiments/" + id + "/export.csv";
      assertThat(fileName(api, export)).containsPattern("experiment-\\d+\\.csv");
      assertThat(text(api, export)).contains("0.0").matches("(?s)\\p{ASCII}*");
      assertThat(text(api, "/api/v1/trials/" + trial + "/log.txt")).matches("(?s)\\p{ASCII}*");
      assertThat(
              api.post(
                      "/api/v1/trials/" + trial + "/generate",
                      "application/json",
                      "{\"prompt\": \"the \", \"length\": 5}".getBytes(UTF_8))
                  .status())
          .isEqualTo(200);
      assertThat(server.output()).matches("(?s)\\p{ASCII}*");
    }
  }

  private static String fileName(Api api, String path) {
    return api.get(path).raw().headers().firstValue("Content-Disposition").orElse("none");
  }

  private static String text(Api api, String path) {
    return new String(api.get(path).raw().body(), UTF_8);
  }
}
