package dev.trellis.comparison.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trellis.testing.Api;
import dev.trellis.testing.SeededTrials;
import dev.trellis.testing.Texts;
import dev.trellis.testing.TrellisTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Insights, replication results and exports over HTTP. */
@TrellisTest
class LearningTest {
  private static final String SUBMISSION =
      """
      name: learning
      dataset: sentences
      metric: {name: val_loss}
      method: random
      max_trials: 100
      parameters:
        learning_rate: {distribution: log_uniform_values, min: 1e-4, max: 1e-1}
        hidden_units: {values: [64, 128, 256]}
        dropout: {min: 0.0, max: 0.5}
        minibatch_size: {value: 8}
        sequence_length: {value: 20}
      """;

  @LocalServerPort int port;
  @Autowired JdbcClient jdbc;
  Api api;
  SeededTrials seeded;
  long experiment;

  @BeforeEach
  void submission() {
    api = new Api(port);
    api.upload("sentences", Texts.sentences(6_000));
    seeded = new SeededTrials(jdbc, "sentences");
    JsonNode dryRun =
        api.post(
                "/api/v1/experiments?dry_run=true",
                "application/yaml",
                SUBMISSION.getBytes(StandardCharsets.UTF_8))
            .body();
    experiment = seeded.experiment("learning", "MINIMIZE", dryRun.get("spec").toString());
  }

  @Test
  void pruned_trials_are_compared_at_the_same_epoch() {
    SplittableRandom random = new SplittableRandom(7);
    for (int number = 0; number < 60; number++) {
      double rate = Math.pow(10, -4 + 3 * random.nextDouble());
      var parameters =
          Map.of("learning_rate", rate, "hidden_units", 64L, "dropout", random.nextDouble() / 2);
      double loss = 3 - Math.log10(rate);
      boolean isPruned = number % 3 > 0;
      double best = isPruned ? loss + 50 : loss;
      String state = isPruned ? "PRUNED" : "COMPLETED";
      long trial = seeded.trial(experiment, number, state, parameters, best, 10, 100);
      double[] curve = {loss + 60, loss + 50, loss};
      seeded.points(trial, "val_loss", isPruned ? Arrays.copyOf(curve, 2) : curve);
      jdbc.sql("update trial set best_step = :step, last_step = :step where id = :id")
          .param("step", isPruned ? 2 : 3)
          .param("id", trial)
          .update();
    }

    JsonNode importance = get("insights").get("importance");

    assertThat(importance.get("epoch").asInt()).isEqualTo(2);
    assertThat(importance.get("trials").asInt()).isEqualTo(60);
    assertThat(importance.get("explained").asDouble()).isGreaterThan(0.9);
    assertThat(importance.at("/parameters/0/name").asString()).isEqualTo("learning_rate");
    assertThat(importance.at("/parameters/0/share").asDouble()).isGreaterThan(0.9);
  }

  @Test
  void insights_contain_importance_best_values_and_fronts() {
    SplittableRandom random = new SplittableRandom(7);
    for (int number = 0; number < 60; number++) {
      double rate = Math.pow(10, -4 + 3 * random.nextDouble());
      long units = List.of(64L, 128L, 256L).get(random.nextInt(3));
      var parameters =
          Map.of("learning_rate", rate, "hidden_units", units, "dropout", random.nextDouble() / 2);
      double loss = 3 - Math.log10(rate) + 0.2 * random.nextDouble();
      seeded.trial(experiment, number, "COMPLETED", parameters, loss, units, units * units);
    }
    seeded.trial(experiment, 60, "FAILED", Map.of("learning_rate", 0.1), null, 5, 100);

    JsonNode insights = get("insights");

    assertThat(insights.at("/importance/trials").asInt()).isEqualTo(60);
    assertThat(insights.at("/importance/parameters/0/name").asString()).isEqualTo("learning_rate");
    assertThat(insights.at("/importance/parameters/0/share").asDouble()).isGreaterThan(0.8);
    assertThat(insights.at("/importance/parameters/0/clear").asBoolean()).isTrue();
    assertThat(get("importance")).isEqualTo(insights.get("importance"));
    assertThat(insights.at("/edges/0/parameter").asString()).isEqualTo("learning_rate");
    assertThat(insights.at("/dependence")).hasSize(3);
    assertThat(insights.at("/by_seconds/0/seconds").asDouble()).isCloseTo(64, within(0.1));
    assertThat(insights.at("/sentences/0/text").asString()).endsWith("widen it upward.");
    assertThat(get("surface?x=learning_rate&y=hidden_units").get("y_values"))
        .hasToString("[64,128,256]");
    assertThat(api.get(path("surface?x=learning_rate&y=layers")).status()).isEqualTo(422);

    seeded.trial(experiment, 61, Map.of("learning_rate", 0.01), 4.0);
    assertThat(get("importance").get("trials").asInt()).isEqualTo(61);
  }

  @Test
  void replication_excludes_the_selected_trial() {
    double[][] values = {{0.5, 1.0, 1.02, 0.98}, {0.4, 2.0, 2.02, 1.98}};
    int number = 0;
    for (int rate = 0; rate < values.length; rate++) {
      for (double value : values[rate]) {
        seeded.trial(experiment, number++, Map.of("learning_rate", 0.01 * (rate + 1)), value);
      }
    }
    seeded.trial(experiment, number, Map.of("learning_rate", 0.09), 0.1);

    JsonNode replication = get("replication");

    assertThat(replication.get("ranked")).hasSize(2);
    assertThat(replication.at("/ranked/0/picked").asInt()).isZero();
    assertThat(replication.at("/ranked/0/trials")).hasToString("[1,2,3]");
    assertThat(replication.at("/ranked/0/mean").asDouble()).isCloseTo(1.0, within(1e-9));
    assertThat(replication.at("/verdicts/0/text").asString())
        .isEqualTo(
            "The settings of trial 0 are better than the settings of trial 4: p < 0.001, n = 3.");
  }

  @Test
  void only_replicas_count_if_an_assignment_has_replicas() {
    long alike = seeded.trial(experiment, 0, Map.of("learning_rate", 0.01), 0.9);
    long picked = seeded.trial(experiment, 1, Map.of("learning_rate", 0.01), 0.5);
    for (int number = 2; number < 5; number++) {
      long replica = seeded.trial(experiment, number, Map.of("learning_rate", 0.01), 1.0 + number);
      jdbc.sql("update trial set replica_of = ? where id = ?").params(picked, replica).update();
    }

    JsonNode ranked = get("replication").get("ranked");

    assertThat(ranked).hasSize(1);
    assertThat(ranked.at("/0/picked").asInt()).isEqualTo(1);
    assertThat(ranked.at("/0/trials")).hasToString("[2,3,4]");
    assertThat(ranked.at("/0/mean").asDouble()).isCloseTo(4.0, within(1e-9));
    assertThat(alike).isNotEqualTo(picked);
  }

  @Test
  void exports_contain_stop_reason_and_provenance() {
    long trial = seeded.trial(experiment, 0, "PRUNED", Map.of("learning_rate", 0.1), 2.0, 9, 10);
    jdbc.sql(
            """
            update trial set
              stop_reason = '{"rule": "asha", "step": 3, "value": 2.0, "threshold": 1.5,
                "rank": {"place": 9, "of": 12, "rung": 2}}',
              provenance = '[{"program": {"version": "0"}}, {
                "program": {"version": "1.2", "commit": "=abc"},
                "engines": {"lstm": "onednn", "embedding": "=1+1"},
                "libraries": {"nd4j_build": "linux-x86_64-avx2"}}]'
            where id = ?
            """)
        .param(trial)
        .update();
    seeded.trial(experiment, 1, Map.of("learning_rate", 0.01), 1.0);

    List<String> csv = text("export.csv").lines().toList();
    JsonNode json = get("export.json");

    assertThat(csv.get(0))
        .contains(",stop_threshold,stop_rank,stop_of,stop_rung,")
        .endsWith(",dataset,dataset_sha256,code_version,code_commit,backend");
    assertThat(csv.get(1))
        .contains(",asha,3,2.0,1.5,9,12,2,")
        .contains(",sentences,")
        .endsWith(",1.2,'=abc,\"embedding =1+1, lstm onednn; linux-x86_64-avx2\"");
    assertThat(json.at("/0/stop_rank").asInt()).isEqualTo(9);
    assertThat(json.at("/0/dataset_sha256").asString()).matches("[0-9a-f]{64}");
    assertThat(json.at("/1/stop_rank").isNull()).isTrue();
    assertThat(json.at("/1/backend").isNull()).isTrue();
  }

  @Test
  void exports_apply_the_filter_and_escape_formulas() {
    seeded.trial(experiment, 0, Map.of("learning_rate", 0.01, "hidden_units", 64), 1.0);
    long other = seeded.trial(experiment, 1, Map.of("learning_rate", 0.1), 2.0);
    jdbc.sql(
            """
            update trial set note = '=1+1', tags = '{@x}', last_value = 'NaN', seed = -5410621509701252147,
              test = '{"test_loss": "Infinity"}'
            where id = ?
            """)
        .param(other)
        .update();
    String filter = "?filter=" + URLEncoder.encode("number = 1", StandardCharsets.UTF_8);

    List<String> csv = text("export.csv" + filter).lines().toList();
    JsonNode json = get("export.json" + filter);

    assertThat(csv).hasSize(2);
    assertThat(csv.get(0))
        .startsWith("number,id,state,best_value,")
        .contains(",stop_rule,stop_step,stop_value,stop_threshold,")
        .contains(",parameters.learning_rate,", ",test.test_loss,");
    assertThat(csv.get(1))
        .contains(",NaN,", ",patience,4,1.5,1.25,", ",'@x,", ",'=1+1,", ",Infinity,")
        .contains(",-5410621509701252147,");
    assertThat(json).hasSize(1);
    assertThat(json.at("/0/last_value").asString()).isEqualTo("NaN");
    assertThat(json.at("/0/seed").asString()).isEqualTo("-5410621509701252147");
    assertThat(json.at("/0/parameters.hidden_units").isNull()).isTrue();
    assertThat(json.at("/0/stop_rule").asString()).isEqualTo("patience");
    assertThat(api.get(path("export.csv?filter=x")).status()).isEqualTo(422);
  }

  @Test
  void export_of_several_fetches_is_complete() {
    jdbc.sql(
            """
            insert into trial (
              experiment_id, number, state, finished_at, assignment, seed, parameter_count)
            select ?, number, 'CANCELLED', now(), '{}', 1, 1 from generate_series(0, 1499) number
            """)
        .param(experiment)
        .update();

    assertThat(text("export.csv").lines().map(line -> line.substring(0, line.indexOf(','))))
        .startsWith("number", "0", "1")
        .endsWith("1498", "1499")
        .hasSize(1_501);
    assertThat(get("export.json")).hasSize(1_500);
  }

  private JsonNode get(String what) {
    Api.Answer answer = api.get(path(what));
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    return answer.body();
  }

  private String text(String what) {
    return new String(api.get(path(what)).raw().body(), StandardCharsets.UTF_8);
  }

  private String path(String what) {
    return "/api/v1/experiments/%d/%s".formatted(experiment, what);
  }
}
