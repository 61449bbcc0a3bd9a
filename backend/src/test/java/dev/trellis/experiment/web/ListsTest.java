package dev.trellis.experiment.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.testing.Api;
import dev.trellis.testing.SeededTrials;
import dev.trellis.testing.Texts;
import dev.trellis.testing.TrellisTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Lists of experiments and trials as the screen asks for them. */
@TrellisTest
class ListsTest {
  private static final Map<String, Object> SPACE =
      Map.of("learning_rate", Map.of(), "cell", Map.of(), "peephole", Map.of());

  @LocalServerPort int port;
  @Autowired JdbcClient jdbc;
  Api api;
  SeededTrials seeded;
  String name;
  long experiment;

  @BeforeEach
  void fourTrials() {
    api = new Api(port);
    api.upload("sentences", Texts.sentences(6_000));
    seeded = new SeededTrials(jdbc, "sentences");
    name = "lists " + UUID.randomUUID();
    experiment = seeded.experiment(name, "MINIMIZE", SPACE);
    trial(0, "COMPLETED", Map.of("learning_rate", 0.1, "cell", "lstm", "peephole", true), 1.5, 60);
    trial(1, "FAILED", Map.of("learning_rate", 10, "cell", "gru", "peephole", false), null, 5);
    trial(2, "PRUNED", Map.of("learning_rate", 0.01, "cell", "lstm"), 2.5, 10);
    trial(3, "COMPLETED", Map.of("learning_rate", 0.002, "cell", "rnn"), 1.0, 90);
    jdbc.sql("update trial set last_value = 'NaN' where experiment_id = :id and number = 1")
        .param("id", experiment)
        .update();
    jdbc.sql(
            """
            update trial set tags = '{fast, "two words"}', note = 'look again',
              test = '{"test_loss": 1.25, "test_odd": "NaN"}'
            where experiment_id = :id and number = 3
            """)
        .param("id", experiment)
        .update();
  }

  private void trial(
      long number, String state, Map<String, ?> parameters, @Nullable Double best, double seconds) {
    seeded.trial(experiment, number, state, parameters, best, seconds, 100 * (number + 1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          state = COMPLETED                                                   | 0 3
          state != COMPLETED                                                  | 1 2
          state = COMPLETED and parameters.learning_rate < 0.01 and best_value < 2 | 3
          best_value >= 1.5                                                   | 0 2
          best_value != 1.5                                                   | 2 3
          not best_value = 1.5                                                | 1 2 3
          best_value is null                                                  | 1
          last_value > -1                                                     | 0 2 3
          last_value = NaN                                                    | 1
          parameters.learning_rate = 10                                       | 1
          parameters.learning_rate in (0.1, 0.01)                             | 0 2
          parameters.cell = lstm or parameters.cell ~ R                       | 0 1 2 3
          parameters.cell ~ R                                                 | 1 3
          parameters.cell > 1                                                 |
          parameters.cell = '10' or parameters.learning_rate = '10'           |
          parameters.peephole = true                                          | 0
          parameters.peephole is null                                         | 2 3
          not parameters.peephole = true                                      | 1 2 3
          tags = fast                                                         | 3
          tags = 'two words'                                                  | 3
          tags ~ TWO                                                          | 3
          tags is null                                                        | 0 1 2
          tags != fast                                                        | 0 1 2
          note ~ again                                                        | 3
          test.test_loss <= 1.25                                              | 3
          test.test_odd = nan                                                 | 3
          stop_rule = patience and number < 1                                 | 0
          failure = not_finite                                                | 1
          seconds > 59 and parameter_count <= 100                             | 0
          finished_at > 2020-01-01 and not started_at > 2999-01-01            | 0 1 2 3
          parameters.cell = "'; drop table trial; --"                        |
          """)
  void trials_are_filtered(String filter, String numbers) {
    assertThat(numbers(trials("filter=" + encoded(filter))))
        .isEqualTo(numbers == null ? "" : numbers);
    assertThat(trials("size=1&filter=" + encoded(filter)).get("total").asInt())
        .isEqualTo(numbers == null ? 0 : numbers.split(" ").length);
  }

  @ParameterizedTest
  @CsvSource({
    "best_value, 3 0 2 1",
    "-best_value, 2 0 3 1",
    "last_value, 3 0 2 1",
    "-last_value, 2 0 3 1",
    "seconds, 1 2 0 3",
    "parameters.learning_rate, 3 2 0 1",
    "-parameters.cell, 3 0 2 1",
    "-test.test_loss, 3 0 1 2",
    "test.test_odd, 0 1 2 3",
    "failure, 1 0 2 3",
    "-parameter_count, 3 2 1 0"
  })
  void trials_sort_by_any_column_with_missing_values_last(String sort, String numbers) {
    assertThat(numbers(trials("sort=" + sort))).isEqualTo(numbers);
  }

  @ParameterizedTest
  @CsvSource({
    "sort, test.test_lose, test.test_loss",
    "sort, -test.loss, test.test_loss",
    "sort, parameters.learning_rat, parameters.learning_rate",
    "filter, test.tests_loss = 1, test.test_loss",
    "filter, test.x is null, test.test_loss"
  })
  void unknown_metrics_are_refused_in_sort_and_filter(String name, String value, String known) {
    Api.Answer answer =
        api.get("/api/v1/experiments/%d/trials?%s=%s".formatted(experiment, name, encoded(value)));

    assertThat(answer.status()).isEqualTo(422);
    JsonNode violation = answer.body().get("violations").get(0);
    assertThat(violation.get("parameter").asString()).isEqualTo(name);
    assertThat(violation.get("message").asString()).contains(known);
  }

  @Test
  void a_mistake_in_a_filter_is_told_with_its_place() {
    Api.Answer answer =
        api.get(
            "/api/v1/experiments/%d/trials?filter=%s".formatted(experiment, encoded("stat = x")));

    assertThat(answer.status()).isEqualTo(422);
    JsonNode violation = answer.body().get("violations").get(0);
    assertThat(violation.get("parameter").asString()).isEqualTo("filter");
    assertThat(violation.get("message").asString())
        .startsWith("filter, position 1: unknown field 'stat'; did you mean state?")
        .contains("parameters.learning_rate");
  }

  @Test
  void filter_leaves_out_archived_experiments_by_default() {
    assertThat(names("best < 1.2")).contains(name);
    assertThat(names("best < 0.2 or state = FAILED")).doesNotContain(name);

    JsonNode archived =
        patch(
            "/api/v1/experiments/" + experiment + "/annotation",
            "{\"archived\": true, \"tags\": [\"b\", \"a\"]}");

    assertThat(archived.get("archived").asBoolean()).isTrue();
    assertThat(archived.get("tags")).hasToString("[\"b\",\"a\"]");
    assertThat(names("")).doesNotContain(name);
    assertThat(names("archived = true and tags = a and dataset = sentences")).contains(name);
    assertThat(names("archived = false")).doesNotContain(name);
  }

  @Test
  void an_experiment_in_a_list_shows_the_best_value_as_it_went_on() {
    JsonNode listed =
        api.get("/api/v1/experiments?filter=" + encoded("name = '" + name + "'"))
            .body()
            .get("items")
            .get(0);

    assertThat(listed.get("best").get("value").asDouble()).isEqualTo(1.0);
    assertThat(listed.get("best_so_far")).hasToString("[1.0]");

    jdbc.sql("update experiment set proposed = 4 where id = :id").param("id", experiment).update();
    assertThat(api.get("/api/v1/experiments/" + experiment).body().get("best_so_far"))
        .hasToString("[1.5,1.5,1.0]");
  }

  @Test
  void what_is_noted_stays_and_what_is_not_given_stays_as_it_was() {
    long trial = trials("sort=number").get("items").get(0).get("id").asLong();

    patch(
        "/api/v1/trials/" + trial + "/annotation",
        "{\"tags\": [\" good \", \"good\", \"<b>\"], \"note\": \"x\"}");
    JsonNode changed = patch("/api/v1/trials/" + trial + "/annotation", "{\"note\": \"a note\"}");

    assertThat(changed.get("tags")).hasToString("[\"good\",\"<b>\"]");
    assertThat(changed.get("note").asString()).isEqualTo("a note");
  }

  @Test
  void many_trials_are_tagged_at_once() {
    List<JsonNode> items = items(trials("sort=number"));
    List<JsonNode> ids = items.stream().map(trial -> trial.get("id")).toList();

    JsonNode answer =
        post(
            "/api/v1/trials/tags",
            "{\"trials\": %s, \"add\": [\"kept\"], \"remove\": [\"fast\"]}".formatted(ids));

    assertThat(answer.get("trials").asInt()).isEqualTo(4);
    assertThat(items(trials("sort=number")).stream().map(trial -> trial.get("tags").toString()))
        .containsExactly("[\"kept\"]", "[\"kept\"]", "[\"kept\"]", "[\"two words\",\"kept\"]");
  }

  @Test
  void tags_that_nobody_could_type_are_refused() {
    Api.Answer answer =
        request(
            "PATCH",
            "/api/v1/experiments/" + experiment + "/annotation",
            "{\"tags\": [\"ok\", \"\", \"a\\nb\"], \"note\": \"\\u0000\"}");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(
            items(answer.body().get("violations")).stream().map(v -> v.get("pointer").asString()))
        .containsExactly("/tags/1", "/tags/2", "/note");
    assertThat(request("PATCH", "/api/v1/experiments/999999999/annotation", "{}").status())
        .isEqualTo(404);
  }

  private JsonNode trials(String query) {
    Api.Answer answer = api.get("/api/v1/experiments/%d/trials?%s".formatted(experiment, query));
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    return answer.body();
  }

  private static String numbers(JsonNode page) {
    return String.join(
        " ", items(page).stream().map(trial -> trial.get("number").asString()).toList());
  }

  private List<String> names(String filter) {
    Api.Answer answer = api.get("/api/v1/experiments?size=200&filter=" + encoded(filter));
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    return items(answer.body()).stream().map(item -> item.get("name").asString()).toList();
  }

  private static List<JsonNode> items(JsonNode page) {
    JsonNode items = page.has("items") ? page.get("items") : page;
    return StreamSupport.stream(items.spliterator(), false).toList();
  }

  private JsonNode patch(String path, String body) {
    Api.Answer answer = request("PATCH", path, body);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    return answer.body();
  }

  private JsonNode post(String path, String body) {
    Api.Answer answer = request("POST", path, body);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    return answer.body();
  }

  private Api.Answer request(String method, String path, String body) {
    return api.send(method, path, "application/json", body.getBytes(StandardCharsets.UTF_8));
  }

  private static String encoded(String filter) {
    return URLEncoder.encode(filter, StandardCharsets.UTF_8);
  }
}
