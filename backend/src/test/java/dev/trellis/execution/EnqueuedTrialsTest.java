package dev.trellis.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.testing.Api;
import dev.trellis.testing.Texts;
import dev.trellis.testing.TrellisTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Points that somebody enqueues in a search under way. */
@TrellisTest
class EnqueuedTrialsTest {
  private static final String SMALL =
      """
      dataset: sentences
      metric: {name: val_loss}
      reuse: false
      parallel_trials: 1
      max_tokens: 3000
      parameters:
        learning_rate: {distribution: log_uniform_values, min: 1e-5, max: 0.1}
        hidden_units: {min: 8, max: 16, q: 4}
        dropout: {min: 0.1, max: 0.4, when: "hidden_units > 8"}
        minibatch_size: {values: [4, 8]}
        sequence_length: {value: 20}
        embedding_size: {value: 8}
      constraints: ["minibatch_size * hidden_units <= 96"]
      """;

  private static final String POINT =
      "{\"parameters\": {\"learning_rate\": 0.02, \"hidden_units\": 8, \"minibatch_size\": 8}}";

  @LocalServerPort int port;
  Api api;

  @BeforeEach
  void importText() {
    api = new Api(port);
    api.upload("sentences", Texts.sentences(6_000));
  }

  private long submit(String yaml) {
    Api.Answer answer = api.submit(yaml);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    return answer.body().get("id").asLong();
  }

  /** One that waits until it is resumed. */
  private long paused(String yaml) {
    long experiment = submit(yaml);
    assertThat(api.post("/api/v1/experiments/" + experiment + "/pause").status()).isEqualTo(202);
    return experiment;
  }

  private void resume(long experiment) {
    assertThat(api.post("/api/v1/experiments/" + experiment + "/resume").status()).isEqualTo(202);
  }

  private Api.Answer enqueue(long experiment, String point, String... headers) {
    return api.post(
        "/api/v1/experiments/" + experiment + "/trials",
        "application/json",
        point.getBytes(StandardCharsets.UTF_8),
        headers);
  }

  private List<JsonNode> trials(long experiment) {
    List<JsonNode> trials = new ArrayList<>();
    api.get("/api/v1/experiments/" + experiment + "/trials?sort=number&size=100")
        .body()
        .get("items")
        .forEach(trials::add);
    return trials;
  }

  private static List<String> parameters(List<JsonNode> trials, boolean enqueued) {
    return trials.stream()
        .filter(trial -> trial.get("enqueued").asBoolean() == enqueued)
        .map(trial -> trial.get("parameters").toString())
        .toList();
  }

  @Test
  void enqueued_trials_precede_and_extend_proposals() {
    String random = "name: a\nmethod: random\nmax_trials: 3\nearly_stopping: {max_epochs: 1}\n";
    long alone = submit(random + SMALL);
    api.awaitEnd(alone);
    long experiment = paused(random + "seed: 42\n" + SMALL);

    Api.Answer first = enqueue(experiment, POINT);
    enqueue(experiment, POINT.replace("0.02", "0.03"));

    assertThat(first.status()).as(first.body().toString()).isEqualTo(201);
    assertThat(first.raw().headers().firstValue("Location"))
        .hasValue("/api/v1/trials/" + first.body().get("id"));
    assertThat(first.body().get("state").asString()).isEqualTo("PAUSED");
    assertThat(first.body().at("/parameters/dropout").asDouble()).isZero();
    resume(experiment);
    JsonNode ended = api.awaitEnd(experiment);
    List<JsonNode> trials = trials(experiment);
    assertThat(ended.at("/trials/planned").asInt()).isEqualTo(5);
    assertThat(ended.at("/trials/completed").asInt()).isEqualTo(5);
    assertThat(parameters(trials, false)).isEqualTo(parameters(trials(alone), false));
    assertThat(parameters(trials, true)).hasSize(2).allMatch(one -> one.contains("\"dropout\":0"));
    assertThat(trials.stream().map(trial -> trial.get("seed").asString())).doesNotHaveDuplicates();
    assertThat(
            trials.stream()
                .sorted(Comparator.comparing(trial -> trial.get("started_at").asString()))
                .map(trial -> trial.get("enqueued").asBoolean()))
        .containsSubsequence(true, true, false, false);
    assertThat(reasons(experiment)).contains("enqueued by USER", "turn by PLANNER");
  }

  private List<String> reasons(long experiment) {
    JsonNode events =
        api.get("/api/v1/events?experiment=" + experiment + "&size=200").body().get("items");
    return StreamSupport.stream(events.spliterator(), false)
        .map(one -> one.get("reason").asString() + " by " + one.get("actor").asString())
        .toList();
  }

  @Test
  void a_grid_still_trains_each_of_its_points_once() {
    long experiment =
        paused(
            "name: g\nmethod: grid\nearly_stopping: {max_epochs: 1}\n"
                + SMALL
                    .replace(
                        "{distribution: log_uniform_values, min: 1e-5, max: 0.1}", "{value: 0.01}")
                    .replace("{min: 0.1, max: 0.4, when: \"hidden_units > 8\"}", "{value: 0}"));
    Api.Answer answer =
        enqueue(experiment, "{\"parameters\": {\"hidden_units\": 12, \"minibatch_size\": 4}}");
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    resume(experiment);
    api.awaitEnd(experiment);

    List<JsonNode> trials = trials(experiment);
    assertThat(parameters(trials, false)).hasSize(5).doesNotHaveDuplicates();
    assertThat(parameters(trials, false)).containsAll(parameters(trials, true));
  }

  @Test
  void tpe_learns_from_them_and_the_search_still_replays() {
    long experiment =
        paused("name: t\nmethod: tpe\nmax_trials: 13\nearly_stopping: {max_epochs: 1}\n" + SMALL);
    enqueue(experiment, POINT);
    resume(experiment);
    api.awaitEnd(experiment);

    JsonNode replay = api.post("/api/v1/experiments/" + experiment + "/replay").body();
    assertThat(replay.get("trials")).hasSize(13);
    assertThat(replay.get("same").asBoolean()).isTrue();
    assertThat(trials(experiment)).hasSize(14);
  }

  @Test
  void no_pruner_ends_them_and_they_stand_in_nobodys_way() {
    long experiment =
        paused(
            """
            name: p
            method: random
            max_trials: 9
            early_stopping: {max_epochs: 4}
            batch: 9
            pruner: {type: asha, min_epochs: 1, reduction_factor: 2}
            """
                + SMALL);
    long bad = enqueue(experiment, POINT.replace("0.02", "0.00001")).body().get("id").asLong();
    resume(experiment);
    assertThat(api.awaitEnd(experiment).get("state").asString()).isEqualTo("COMPLETED");

    JsonNode trial = api.get("/api/v1/trials/" + bad).body();
    assertThat(trial.get("state").asString()).isEqualTo("COMPLETED");
    assertThat(trial.get("last_step").asInt()).isEqualTo(4);
    assertThat(trials(experiment)).hasSize(10);
    assertThat(reasons(experiment)).contains("promoted by PLANNER");
  }

  @Test
  void all_that_is_wrong_with_a_point_is_said_at_once() {
    long experiment =
        paused("name: w\nmethod: random\nmax_trials: 1\nearly_stopping: {max_epochs: 1}\n" + SMALL);

    JsonNode wrong =
        enqueue(
                experiment,
                """
                {"parameters": {"learning_rat": 1, "hidden_units": 10, "minibatch_size": 5,
                  "embedding_size": 9, "dropout": "x"}, "seed": 1}
                """)
            .body();
    assertThat(wrong.get("violations")).hasSize(7);
    assertThat(wrong.get("violations").toString())
        .contains("/seed", "/parameters/learning_rat\"", "did you mean learning_rate?")
        .contains("learning_rate is missing: say which value to try")
        .contains("10 is between two values: they start at 8 and are 4 apart")
        .contains("5 is not among the values of this experiment: 4, 8")
        .contains("9 is not among the values of this experiment: 8")
        .contains("/parameters/dropout");

    String bound = POINT.replace(": 8, \"mini", ": 16, \"dropout\": 0.2, \"mini");
    assertThat(enqueue(experiment, bound).body().toString())
        .contains("the constraint minibatch_size * hidden_units <= 96 does not hold")
        .contains("minibatch_size = 8");
    assertThat(enqueue(experiment, POINT.replace("8}", "8, \"dropout\": 0.2}")).body().toString())
        .contains("dropout does not vary where the others have these values: it is 0");
    assertThat(enqueue(experiment, POINT.replace("0.02", "0.2")).body().toString())
        .contains("0.2 is out of range");
    assertThat(enqueue(experiment, "[]").status()).isEqualTo(422);
    assertThat(enqueue(experiment, "{").status()).isEqualTo(400);
    assertThat(enqueue(999_999_999, POINT).status()).isEqualTo(404);
    api.post("/api/v1/experiments/" + experiment + "/cancel");
    Api.Answer late = enqueue(experiment, POINT);
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.body().get("detail").asString()).contains("is CANCELLED", "method grid");
  }

  @Test
  void a_repeated_request_enqueues_one_trial() {
    long experiment =
        paused("name: i\nmethod: random\nmax_trials: 1\nearly_stopping: {max_epochs: 1}\n" + SMALL);

    Api.Answer first = enqueue(experiment, POINT, "Idempotency-Key", "key");
    Api.Answer again = enqueue(experiment, POINT, "Idempotency-Key", "key");
    Api.Answer other = enqueue(experiment, POINT.replace("0.02", "0.03"), "Idempotency-Key", "key");

    assertThat(again.status()).isEqualTo(201);
    assertThat(again.body().get("id")).isEqualTo(first.body().get("id"));
    assertThat(other.status()).isEqualTo(409);
    assertThat(trials(experiment)).hasSize(2);
    api.post("/api/v1/experiments/" + experiment + "/cancel");
    assertThat(enqueue(experiment, POINT, "Idempotency-Key", "key").body().get("id"))
        .isEqualTo(first.body().get("id"));
  }
}
