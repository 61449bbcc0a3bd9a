package dev.trellis.readme;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.testing.Api;
import dev.trellis.testing.Texts;
import dev.trellis.testing.TrellisTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** The guide to searching shows every method, pruner and key, in examples that are taken on. */
@TrellisTest
class SearchingGuideTest {
  private static final Pattern EXAMPLE =
      Pattern.compile("```(yaml|json)\n(.*?)```", Pattern.DOTALL);
  private static final Pattern KEY = Pattern.compile("(?m)^(\\w+):");

  @LocalServerPort int port;
  Api api;
  String guide;

  @BeforeEach
  void read() throws IOException {
    api = new Api(port);
    api.upload("my-text", Texts.sentences(40_000));
    guide = Files.readString(Path.of("..", "docs", "searching.md"));
  }

  private Stream<String> examples(String language) {
    return EXAMPLE
        .matcher(guide)
        .results()
        .filter(match -> match.group(1).equals(language))
        .map((MatchResult match) -> match.group(2));
  }

  /** Returns the first example with the keys of another example, which override its own. */
  private static String completed(String base, String added) {
    List<String> keys = KEY.matcher(added).results().map(match -> match.group(1)).toList();
    String kept =
        String.join(
            "\n",
            base.lines()
                .filter(line -> keys.stream().noneMatch(key -> line.startsWith(key + ":")))
                .filter(line -> !(keys.contains("early_terminate") && line.startsWith("pruner")))
                .filter(line -> !(added.contains("grid") && line.startsWith("max_trials")))
                .toList());
    return kept + "\n" + added;
  }

  @Test
  void its_examples_are_taken_on() {
    long earlier = experiment("name: earlier\nearly_stopping: {max_epochs: 1}\n");
    List<String> examples = examples("yaml").toList();
    assertThat(examples).hasSizeGreaterThan(10);
    for (String example : examples) {
      String submission =
          completed(examples.get(0), example.equals(examples.get(0)) ? "" : example)
              .replace("warm_start: [1]", "warm_start: [%d]".formatted(earlier));
      Api.Answer answer =
          api.post(
              "/api/v1/experiments?dry_run=true", "application/yaml", submission.getBytes(UTF_8));
      assertThat(answer.status()).as(submission + answer.body()).isEqualTo(200);
    }
  }

  /** A short search over learning rate and dropout that is over. */
  private long experiment(String more) {
    Api.Answer answer =
        api.submit(
            more
                + """
                dataset: my-text
                metric: {name: val_loss}
                method: random
                max_trials: 1
                parameters:
                  learning_rate: {min: 0.001, max: 0.1}
                  dropout: {min: 0.0, max: 0.5}
                  hidden_units: {value: 8}
                  minibatch_size: {value: 8}
                """);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    long id = answer.body().get("id").asLong();
    assertThat(api.awaitEnd(id).get("state").asString()).isEqualTo("COMPLETED");
    return id;
  }

  @Test
  void its_points_are_enqueued() {
    long id =
        api.submit(
                """
                name: open
                dataset: my-text
                metric: {name: val_loss}
                method: random
                max_trials: 9
                reuse: false
                early_stopping: {max_epochs: 100000, patience: 100000}
                parameters:
                  learning_rate: {min: 0.001, max: 0.1}
                  dropout: {min: 0.0, max: 0.5}
                  hidden_units: {value: 8}
                """)
            .body()
            .get("id")
            .asLong();
    String point =
        examples("json").filter(one -> one.contains("parameters")).findFirst().orElseThrow();
    Api.Answer answer =
        api.post(
            "/api/v1/experiments/" + id + "/trials", "application/json", point.getBytes(UTF_8));
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    api.post("/api/v1/experiments/" + id + "/cancel");
  }

  @Test
  void its_search_is_extended() {
    long id = experiment("name: extended\nearly_stopping: {max_epochs: 1}\n");
    String more = examples("json").filter(one -> one.contains("trials")).findFirst().orElseThrow();
    Api.Answer answer =
        api.post("/api/v1/experiments/" + id + "/extend", "application/json", more.getBytes(UTF_8));
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202);
    assertThat(api.awaitEnd(id).at("/trials/completed").asInt()).isEqualTo(7);
  }

  @Test
  void it_shows_every_method_pruner_and_key() {
    JsonNode catalog = api.get("/api/v1/catalog").body();
    String shown = String.join("\n", examples("yaml").toList());
    catalog
        .get("methods")
        .forEach(one -> assertThat(shown).contains("method: " + one.get("name").asString()));
    for (JsonNode pruner : catalog.get("pruners")) {
      assertThat(shown).contains("type: " + pruner.get("name").asString());
      pruner
          .get("settings")
          .forEach(one -> assertThat(shown).contains(one.get("name").asString() + ": "));
    }
    JsonNode schema = api.get("/api/v1/schema/experiment").body();
    List<String> keys = new ArrayList<>();
    schema.findValues("properties").get(0).propertyNames().forEach(keys::add);
    assertThat(keys).contains("reuse", "warm_start");
    for (String key : keys) {
      JsonNode described = schema.findValues("properties").get(0).get(key).get("description");
      if (!"Accepted and ignored.".equals(described == null ? "" : described.asString())) {
        assertThat(guide).as(key).contains(key.equals("run_cap") ? "run_cap" : key + ":");
      }
    }
  }
}
