package dev.trellis.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.testing.Api;
import dev.trellis.testing.Texts;
import dev.trellis.testing.TrellisTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/**
 * Tests of searches that use the values of their trials, with a real database and real training,
 * over HTTP.
 */
@TrellisTest
class AdaptiveSearchTest {
  private static final String SMALL =
      """
      dataset: sentences
      metric: {name: val_loss}
      parallel_trials: 2
      max_tokens: 3000
      parameters:
        learning_rate: {distribution: log_uniform_values, min: 1e-5, max: 0.1}
        hidden_units: {value: 8}
        minibatch_size: {value: 8}
        sequence_length: {value: 20}
        embedding_size: {value: 8}
      """;

  @LocalServerPort int port;
  Api api;

  @BeforeEach
  void importText() {
    api = new Api(port);
    api.upload("sentences", Texts.sentences(6_000));
  }

  private long run(String yaml) {
    Api.Answer answer = api.submit(yaml);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    long experiment = answer.body().get("id").asLong();
    assertThat(api.awaitEnd(experiment).get("state").asString()).isEqualTo("COMPLETED");
    return experiment;
  }

  private List<JsonNode> trials(long experiment) {
    List<JsonNode> trials = new ArrayList<>();
    api.get("/api/v1/experiments/" + experiment + "/trials?sort=number&size=100")
        .body()
        .get("items")
        .forEach(trials::add);
    return trials;
  }

  private static List<String> texts(List<JsonNode> trials, String field) {
    return trials.stream().map(trial -> trial.get(field).toString()).toList();
  }

  @Test
  void tpe_batches_repeat_and_replay_to_their_proposals() {
    String tpe =
        "method: tpe\nreuse: false\nmax_trials: 14\nearly_stopping: {max_epochs: 1}\n" + SMALL;
    long batched = run("name: batched\nbatch: 4\n" + tpe);
    long again = run("name: again\nbatch: 4\n" + tpe);
    assertThat(texts(trials(again), "parameters")).isEqualTo(texts(trials(batched), "parameters"));
    assertThat(texts(trials(again), "best_value")).isEqualTo(texts(trials(batched), "best_value"));

    long warm = run("name: warm\nwarm_start: [%d]\n".formatted(batched) + tpe);
    for (long experiment : new long[] {batched, warm}) {
      JsonNode replay = api.post("/api/v1/experiments/" + experiment + "/replay").body();
      assertThat(replay.get("trials")).hasSize(14);
      assertThat(replay.get("same").asBoolean()).isTrue();
    }
    assertThat(texts(trials(warm), "parameters"))
        .isNotEqualTo(texts(trials(batched), "parameters"));
  }

  @Test
  void a_search_learns_only_from_what_measured_the_same() {
    Api.Answer missing =
        api.submit("name: a\nmethod: tpe\nmax_trials: 2\nwarm_start: [999999]\n" + SMALL);
    assertThat(missing.status()).isEqualTo(422);
    assertThat(missing.body().toString()).contains("/warm_start/0", "no experiment 999999");
  }

  @Test
  void asha_resumes_promoted_trials_and_ranks_others() {
    long experiment =
        run(
            """
            name: asha
            method: random
            max_trials: 9
            early_stopping: {max_epochs: 9}
            pruner: {type: asha, min_epochs: 1, reduction_factor: 3}
            """
                + SMALL);
    List<JsonNode> trials = trials(experiment);
    Set<Integer> ends = new HashSet<>();
    for (JsonNode trial : trials) {
      ends.add(trial.get("last_step").asInt());
      JsonNode reason = trial.get("stop_reason");
      if (trial.get("state").asString().equals("PRUNED")) {
        assertThat(reason.get("rule").asString()).isEqualTo("asha");
        assertThat(reason.get("rank").get("place").asInt()).isGreaterThan(1);
        assertThat(reason.get("rank").get("of").asInt()).isPositive();
        assertThat(reason.get("value").asDouble())
            .isGreaterThanOrEqualTo(reason.get("threshold").asDouble());
      } else {
        assertThat(trial.get("state").asString()).isEqualTo("COMPLETED");
      }
    }
    assertThat(trials).hasSize(9);
    assertThat(ends).contains(1, 9).isSubsetOf(1, 3, 9);
    assertThat(texts(trials, "state")).contains("\"PRUNED\"", "\"COMPLETED\"");
  }

  @Test
  void the_median_rule_ends_trials_that_do_worse_at_the_same_epoch() {
    long experiment =
        run(
            """
            name: median
            method: quasirandom
            max_trials: 8
            early_stopping: {max_epochs: 4}
            pruner: {type: median, min_epochs: 1, min_trials: 2}
            """
                + SMALL);
    List<JsonNode> pruned =
        trials(experiment).stream()
            .filter(trial -> trial.get("state").asString().equals("PRUNED"))
            .toList();
    assertThat(pruned).isNotEmpty();
    assertThat(pruned.get(0).get("stop_reason").get("rule").asString()).isEqualTo("median");
    assertThat(pruned.get(0).get("last_step").asInt()).isLessThan(4);
  }

  @Test
  void the_best_trials_are_trained_again_with_seeds_of_their_own() {
    long experiment =
        run(
            """
            name: replicas
            method: random
            max_trials: 3
            early_stopping: {max_epochs: 1}
            replicate: {top: 2, seeds: 2}
            """
                + SMALL);
    List<JsonNode> trials = trials(experiment);
    assertThat(trials).hasSize(7);
    List<JsonNode> replicas = trials.subList(3, 7);
    assertThat(replicas.stream().map(one -> one.get("seed").asString())).doesNotHaveDuplicates();
    for (JsonNode replica : replicas) {
      JsonNode original =
          trials.stream()
              .filter(one -> one.get("id").equals(replica.get("replica_of")))
              .findFirst()
              .orElseThrow();
      assertThat(replica.get("parameters")).isEqualTo(original.get("parameters"));
      assertThat(replica.get("seed")).isNotEqualTo(original.get("seed"));
      assertThat(replica.get("best_value").asDouble()).isPositive();
    }
    JsonNode counts = api.get("/api/v1/experiments/" + experiment).body().get("trials");
    assertThat(counts.get("planned").asInt()).isEqualTo(7);
    assertThat(counts.get("completed").asInt()).isEqualTo(7);
  }

  @ParameterizedTest(name = "{0} at once")
  @ValueSource(ints = {1, 2})
  void a_search_ends_when_a_trial_reaches_the_target(int parallel) {
    long experiment =
        run(
            ("""
             name: target
             method: random
             reuse: false
             max_trials: 1000
             early_stopping: {max_epochs: 1}
             stop_when: {target_reached: true}
             """
                    + SMALL)
                .replace("{name: val_loss}", "{name: val_loss, target: 10}")
                .replace("parallel_trials: 2", "parallel_trials: " + parallel));
    JsonNode ended = api.get("/api/v1/experiments/" + experiment).body();
    assertThat(ended.get("end_reason").asString()).isEqualTo("target");
    assertThat(trials(experiment).size()).isLessThan(20);
  }

  @Test
  void conditions_and_constraints_hold_for_every_trial() {
    long experiment =
        run(
            """
            name: bound
            dataset: sentences
            metric: {name: val_loss}
            method: grid
            order: shuffled
            max_tokens: 3000
            early_stopping: {max_epochs: 1}
            constraints: ["layers * hidden_units <= 16"]
            parameters:
              layers: {values: [1, 2]}
              hidden_units: {values: [8, 16]}
              dropout: {values: [0.1, 0.2], when: "layers > 1"}
              minibatch_size: {value: 8}
              sequence_length: {value: 20}
              embedding_size: {value: 8}
            """);
    assertThat(
            trials(experiment).stream()
                .map(trial -> trial.get("parameters"))
                .map(p -> p.get("layers") + " " + p.get("hidden_units") + " " + p.get("dropout")))
        .containsExactlyInAnyOrder("1 8 0.0", "1 16 0.0", "2 8 0.1", "2 8 0.2");
  }

  @Test
  void pruned_trials_have_started_when_they_first_trained() {
    long experiment =
        run(
            """
            name: first starts
            method: random
            max_trials: 9
            pruner: {type: asha, min_epochs: 1, reduction_factor: 3}
            early_stopping: {max_epochs: 9, patience: 9}
            """
                + SMALL);
    String trials = "/api/v1/experiments/" + experiment;

    assertThat(trials(experiment)).anyMatch(one -> one.get("state").asString().equals("PRUNED"));
    for (JsonNode trial : trials(experiment)) {
      assertThat(Instant.parse(trial.get("started_at").asString()))
          .isBefore(Instant.parse(trial.get("finished_at").asString()));
    }
    assertThat(
            api.get(trials + "/trials?filter=started_at%20is%20null").body().get("total").asInt())
        .isZero();
    api.get(trials + "/export.json")
        .body()
        .forEach(row -> assertThat(row.get("started_at").isNull()).isFalse());
  }
}
