package dev.trellis.execution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.testing.Api;
import dev.trellis.testing.SentencesTest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Searches that go on after their end: real database, real training, over HTTP. */
class ExtendedSearchTest extends SentencesTest {
  private static final String SPACE =
      """
      dataset: sentences
      metric: {name: val_loss}
      reuse: false
      max_tokens: 3000
      parameters:
        learning_rate: {distribution: log_uniform_values, min: 1e-4, max: 0.1}
        dropout: {min: 0.0, max: 0.5}
        hidden_units: {value: 8}
        minibatch_size: {value: 8}
        sequence_length: {value: 20}
        embedding_size: {value: 8}
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "method: random\nparallel_trials: 2",
        "method: quasirandom\nparallel_trials: 2",
        "method: tpe\nbatch: 3\nparallel_trials: 2",
        "method: tpe\nparallel_trials: 1",
        "method: random\nparallel_trials: 1\npruner: {type: median, min_epochs: 1, min_trials: 2}",
      })
  void extended_search_equals_one_that_was_longer_from_the_start(String method) {
    String search = method + "\nearly_stopping: {max_epochs: 2}\n" + SPACE;
    long whole = run("name: whole\nmax_trials: 12\n" + search);
    long parts = run("name: parts\nmax_trials: 6\n" + search);

    Api.Answer extended = patch(parts, "max_trials: 12");

    assertThat(extended.status()).as(extended.body().toString()).isEqualTo(200);
    assertThat(extended.body().get("finished_at").isNull()).isTrue();
    assertThat(api.awaitEnd(parts).at("/trials/planned").asInt()).isEqualTo(12);
    assertThat(described(parts)).hasSize(12).isEqualTo(described(whole));
    assertThat(curves(parts)).isEqualTo(curves(whole));
    assertThat(
            api.post("/api/v1/experiments/%d/replay".formatted(parts))
                .body()
                .get("same")
                .asBoolean())
        .isTrue();
  }

  @Test
  void extended_grid_has_each_point_once() {
    String grid =
        """
        name: grid
        method: grid
        order: shuffled
        max_trials: 2
        dataset: sentences
        metric: {name: val_loss}
        reuse: false
        max_tokens: 3000
        early_stopping: {max_epochs: 1}
        parameters:
          learning_rate: {values: [0.001, 0.01]}
          dropout: {values: [0.0, 0.2]}
          hidden_units: {value: 8}
          minibatch_size: {value: 8}
          sequence_length: {value: 20}
        """;
    long parts = run(grid);
    long whole = run(grid.replace("max_trials: 2\n", ""));

    assertThat(extend(parts, "{\"trials\": 9}").status()).isEqualTo(202);
    api.awaitEnd(parts);

    assertThat(described(parts)).hasSize(4).isEqualTo(described(whole));
    Api.Answer exhausted = patch(parts, "max_trials: 5");
    assertThat(exhausted.status()).isEqualTo(409);
    assertThat(exhausted.body().get("detail").asString())
        .contains("All 4 points", "method random or tpe");
  }

  @Test
  void trials_that_ended_at_a_rung_compete_again() {
    String asha =
        "name: asha\nmethod: random\nseed: 5\nparallel_trials: 2\nearly_stopping: {max_epochs: 4}\n"
            + "pruner: {type: asha, min_epochs: 2, reduction_factor: 3}\n"
            + SPACE;
    long experiment = run("max_trials: 4\n" + asha);
    List<Long> pruned =
        trials(experiment).stream()
            .filter(one -> one.get("state").asString().equals("PRUNED"))
            .map(one -> one.get("id").asLong())
            .toList();
    assertThat(pruned).isNotEmpty();
    jdbc.sql(
            "update trial set checkpoint = null, checkpoint_before = null, checkpoint_step = null where experiment_id = :id")
        .param("id", experiment)
        .update();

    assertThat(extend(experiment, "{\"trials\": 8}").status()).isEqualTo(202);
    api.awaitEnd(experiment);

    List<JsonNode> trials = trials(experiment);
    assertThat(trials).hasSize(12);
    assertThat(texts(trials, "state")).containsOnly("\"COMPLETED\"", "\"PRUNED\"");
    assertThat(trials.stream().filter(one -> one.get("last_step").asInt() == 4).count())
        .isGreaterThanOrEqualTo(4);
    assertThat(trials.stream().filter(one -> pruned.contains(one.get("id").asLong())))
        .as("with this seed an early trial is promoted late")
        .anyMatch(one -> one.get("state").asString().equals("COMPLETED"));
    long plain =
        run(
            "name: plain\nmethod: random\nseed: 5\nmax_trials: 12\nearly_stopping: {max_epochs: 4}\n"
                + SPACE);
    List<String> full = curves(plain);
    List<String> got = curves(experiment);
    for (int i = 0; i < 12; i++) {
      assertThat(full.get(i)).startsWith(got.get(i).substring(0, got.get(i).length() - 1));
    }
    assertThat(events(experiment)).contains("extended");
  }

  @Test
  void search_that_its_budget_cut_off_goes_on_with_more() {
    long experiment =
        submit(
            "name: short\nmethod: random\nmax_trials: 3\nparallel_trials: 3\nbudget: {wall_clock: 2s}\n"
                + "early_stopping: {max_epochs: 100000, patience: 100000}\n"
                + SPACE);
    JsonNode ended = api.awaitEnd(experiment);
    assertThat(ended.get("end_reason").asString()).isEqualTo("budget");
    assertThat(patch(experiment, "max_trials: 9").body().findValuesAsString("pointer"))
        .containsExactly("/budget/wall_clock");
    jdbc.sql(
            """
            update experiment set spec = jsonb_set(spec::jsonb, '{early_stopping,max_epochs}', '2')
            where id = :id
            """)
        .param("id", experiment)
        .update();

    Api.Answer more = extend(experiment, "{\"budget\": {\"wall_clock\": \"1h\"}}");

    assertThat(more.status()).as(more.body().toString()).isEqualTo(202);
    assertThat(more.body().get("end_reason").isNull()).isTrue();
    JsonNode again = api.awaitEnd(experiment);
    assertThat(again.get("state").asString()).isEqualTo("COMPLETED");
    assertThat(again.get("started_at")).isEqualTo(ended.get("started_at"));
    assertThat(again.get("finished_at").asString())
        .isGreaterThan(ended.get("finished_at").asString());
    assertThat(again.at("/trials/completed").asInt()).isEqualTo(3);
    assertThat(curves(experiment)).allMatch(curve -> curve.split("\\],").length == 2);
  }

  @Test
  void search_that_stop_when_ended_goes_on_if_that_is_raised() {
    String search = "method: random\nparallel_trials: 1\nearly_stopping: {max_epochs: 1}\n" + SPACE;
    long experiment =
        run("name: plateau\nmax_trials: 40\nstop_when: {plateau_trials: 1}\n" + search);
    JsonNode ended = api.get("/api/v1/experiments/" + experiment).body();
    assertThat(ended.get("end_reason").asString()).isEqualTo("plateau");
    int made = trials(experiment).size();
    assertThat(patch(experiment, "max_trials: 41").body().findValuesAsString("pointer"))
        .containsExactly("/stop_when");

    assertThat(patch(experiment, "{max_trials: %d, stop_when: null}".formatted(made + 2)).status())
        .isEqualTo(200);

    assertThat(api.awaitEnd(experiment).get("state").asString()).isEqualTo("COMPLETED");
    assertThat(trials(experiment)).hasSize(made + 2);
    assertThat(texts(trials(experiment), "state")).containsOnly("\"COMPLETED\"");
  }

  @Test
  void replicas_follow_the_best_of_the_longer_search() {
    long experiment =
        run(
            "name: replicas\nmethod: random\nmax_trials: 2\nparallel_trials: 2\n"
                + "early_stopping: {max_epochs: 1}\nreplicate: {top: 1, seeds: 2}\n"
                + SPACE);
    assertThat(trials(experiment)).hasSize(4);

    extend(experiment, "{\"trials\": 6}");
    api.awaitEnd(experiment);

    List<JsonNode> trials = trials(experiment);
    JsonNode best =
        trials.stream()
            .filter(one -> one.get("replica_of").isNull())
            .min(
                (a, b) ->
                    Double.compare(a.get("best_value").asDouble(), b.get("best_value").asDouble()))
            .orElseThrow();
    assertThat(trials.stream().filter(one -> one.get("replica_of").isNull())).hasSize(8);
    assertThat(trials.stream().filter(one -> one.get("replica_of").equals(best.get("id"))))
        .hasSize(2);
    assertThat(trials.stream().map(one -> one.get("number").asLong()))
        .containsExactlyElementsOf(
            IntStream.range(0, trials.size()).mapToObj(one -> (long) one).toList());
  }

  @Test
  void repeated_and_concurrent_requests_count_once_each() {
    long experiment =
        run("name: many\nmethod: random\nmax_trials: 1\nearly_stopping: {max_epochs: 1}\n" + SPACE);

    List<Integer> statuses =
        Stream.of(0, 0, 0, 1, 1, 2, 3, 4)
            .parallel()
            .map(
                key ->
                    extend(experiment, "{\"trials\": 1}", "Idempotency-Key", "key " + key).status())
            .toList();
    Api.Answer other = extend(experiment, "{\"trials\": 2}", "Idempotency-Key", "key 0");

    assertThat(statuses).containsOnly(202);
    assertThat(other.status()).isEqualTo(409);
    api.awaitEnd(experiment);
    assertThat(trials(experiment)).hasSize(6);
    assertThat(texts(trials(experiment), "state")).containsOnly("\"COMPLETED\"");
  }

  @Test
  void refusal_names_the_reason_and_the_alternative() {
    String search = "method: random\nearly_stopping: {max_epochs: 1}\n" + SPACE;
    long done = run("name: done\nmax_trials: 2\n" + search);
    long cancelled = submit("name: gone\nmax_trials: 2\n" + search);
    api.post("/api/v1/experiments/%d/cancel".formatted(cancelled));

    Api.Answer same = patch(done, "max_trials: 2");
    Api.Answer nothing = patch(done, "priority: 3");
    Api.Answer over = extend(cancelled, "{\"trials\": 1}");

    assertThat(same.status()).isEqualTo(409);
    assertThat(same.body().get("detail").asString()).contains("give max_trials above 2");
    assertThat(nothing.status()).isEqualTo(409);
    assertThat(over.status()).isEqualTo(409);
    assertThat(over.body().get("detail").asString()).contains("CANCELLED", "submit it again");
    for (String wrong :
        List.of(
            "{\"trials\": 0}",
            "{\"trials\": 1.5}",
            "{\"trials\": \"2\"}",
            "{\"trials\": 99999999999}",
            "{\"trial\": 2}",
            "[]",
            "{}")) {
      assertThat(extend(done, wrong).status()).as(wrong).isEqualTo(422);
    }
    assertThat(patch(done, "max_trials: 0").status()).isEqualTo(422);
    assertThat(extend(999_999_999, "{\"trials\": 1}").status()).isEqualTo(404);
    assertThat(api.get("/api/v1/experiments/" + done).body().get("state").asString())
        .isEqualTo("COMPLETED");
  }

  private long run(String yaml) {
    long experiment = submit(yaml);
    assertThat(api.awaitEnd(experiment).get("state").asString()).isEqualTo("COMPLETED");
    return experiment;
  }

  private long submit(String yaml) {
    Api.Answer answer = api.submit(yaml);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    return answer.body().get("id").asLong();
  }

  private Api.Answer patch(long experiment, String yaml) {
    return api.patch("/api/v1/experiments/" + experiment, "application/yaml", yaml);
  }

  private Api.Answer extend(long experiment, String json, String... headers) {
    return api.post(
        "/api/v1/experiments/%d/extend".formatted(experiment),
        "application/json",
        json.getBytes(UTF_8),
        headers);
  }

  private List<JsonNode> trials(long experiment) {
    List<JsonNode> trials = new ArrayList<>();
    api.get("/api/v1/experiments/%d/trials?sort=number&size=100".formatted(experiment))
        .body()
        .get("items")
        .forEach(trials::add);
    return trials;
  }

  private static List<String> texts(List<JsonNode> trials, String field) {
    return trials.stream().map(trial -> trial.get(field).toString()).toList();
  }

  /**
   * Returns the facts of each trial that must be equal for every point at which the search paused.
   */
  private List<String> described(long experiment) {
    return trials(experiment).stream()
        .map(
            one ->
                "%s %s %s %s %s"
                    .formatted(
                        one.get("number"),
                        one.get("parameters"),
                        one.get("seed"),
                        one.get("state"),
                        one.get("best_value")))
        .toList();
  }

  private List<String> curves(long experiment) {
    List<String> curves = new ArrayList<>();
    api.get("/api/v1/experiments/%d/curves?metric=val_loss".formatted(experiment))
        .body()
        .get("trials")
        .forEach(trial -> curves.add(trial.get("points").toString()));
    return curves;
  }

  private List<String> events(long experiment) {
    return jdbc.sql("select reason from event where experiment_id = :id and reason is not null")
        .param("id", experiment)
        .query(String.class)
        .list();
  }
}
