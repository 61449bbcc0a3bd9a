package dev.trellis.execution.rerun;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.testing.Api;
import dev.trellis.testing.SentencesTest;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Tests of reruns over HTTP, with equal and with changed settings, and of provenance. */
class RerunTest extends SentencesTest {
  @Test
  void rerun_is_identical_and_original_experiment_unchanged() {
    long experiment = search();
    JsonNode before = api.get("/api/v1/experiments/" + experiment).body();
    JsonNode original = trial(experiment, 1);

    Api.Answer answer = api.post("/api/v1/trials/%d/rerun".formatted(original.get("id").asLong()));
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202);
    JsonNode rerun = finished(original.get("id").asLong());

    assertThat(rerun.get("verdict").asString()).isEqualTo("IDENTICAL");
    assertThat(rerun.get("steps").asInt()).isEqualTo(3);
    assertThat(rerun.get("first_difference").isNull()).isTrue();
    JsonNode copy = api.get("/api/v1/trials/" + rerun.get("trial_id").asLong()).body();
    assertThat(copy.get("rerun_of").asLong()).isEqualTo(original.get("id").asLong());
    assertThat(copy.get("seed")).isEqualTo(original.get("seed"));
    assertThat(copy.get("sample")).isEqualTo(original.get("sample"));
    assertThat(api.get("/api/v1/experiments/" + experiment).body()).isEqualTo(before);
  }

  @Test
  void a_rerun_is_named_by_number_and_experiment() {
    long experiment = search();
    long trial = trial(experiment, 1).get("id").asLong();
    assertThat(nameOfRerun(trial)).isEqualTo("Rerun of trial 1 of to be repeated");

    String longest = "🌊".repeat(200);
    jdbc.sql("update experiment set name = :name where id = :id")
        .param("name", longest)
        .param("id", experiment)
        .update();
    assertThat(nameOfRerun(trial))
        .startsWith("Rerun of trial 1 of 🌊🌊")
        .endsWith("🌊…")
        .satisfies(name -> assertThat(name.codePoints()).hasSize(200));
  }

  private String nameOfRerun(long trial) {
    Api.Answer answer = api.post("/api/v1/trials/%d/rerun".formatted(trial));
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202);
    long experiment = answer.body().get("experiment_id").asLong();
    return api.get("/api/v1/experiments/" + experiment).body().get("name").asString();
  }

  @Test
  void a_rerun_of_a_tampered_trial_shows_where() {
    long experiment = search();
    long point = trial(experiment, 0).get("id").asLong();
    jdbc.sql(
            "update metric_point set value = value * 1.01 where trial_id = :id and metric = 'val_loss' and step = 2")
        .param("id", point)
        .update();
    long seed = trial(experiment, 1).get("id").asLong();
    jdbc.sql("update trial set seed = seed + 1 where id = :id").param("id", seed).update();

    api.post("/api/v1/trials/%d/rerun".formatted(point));
    api.post("/api/v1/trials/%d/rerun".formatted(seed));

    JsonNode changedPoint = finished(point);
    assertThat(changedPoint.get("verdict").asString()).isEqualTo("DIVERGED AT STEP 2");
    assertThat(changedPoint.at("/first_difference/metric").asString()).isEqualTo("val_loss");
    assertThat(finished(seed).get("verdict").asString()).isEqualTo("DIVERGED AT STEP 1");
  }

  @Test
  void a_trial_without_an_epoch_cannot_be_compared() {
    long experiment = search();
    long trial = trial(experiment, 0).get("id").asLong();
    jdbc.sql("update trial set last_step = null where id = :id").param("id", trial).update();

    Api.Answer answer = api.post("/api/v1/trials/%d/rerun".formatted(trial));
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.body().get("detail").asString()).contains("COMPLETED after 0 epochs");
    assertThat(api.post("/api/v1/trials/999999/rerun").status()).isEqualTo(404);
    assertThat(api.get("/api/v1/trials/999999/reruns").status()).isEqualTo(404);
  }

  @Test
  void provenance_tells_all_that_the_numbers_follow_from() {
    long experiment = search();
    JsonNode trial = trial(experiment, 1);
    JsonNode provenance =
        api.get("/api/v1/trials/%d/provenance".formatted(trial.get("id").asLong())).body();

    assertThat(provenance.get("seed")).isEqualTo(trial.get("seed"));
    assertThat(provenance.get("assignment")).isEqualTo(trial.get("parameters"));
    assertThat(provenance.at("/spec/dataset").asString()).startsWith("sentences@sha256:");
    JsonNode attempt = provenance.at("/attempts/0");
    assertThat(attempt.get("attempt").asInt()).isEqualTo(1);
    assertThat(attempt.get("from_step").asInt()).isZero();
    assertThat(attempt.at("/libraries/nd4j").asString()).isEqualTo("1.0.0-M2.1");
    assertThat(attempt.at("/libraries/nd4j_build").asString()).contains("-");
    assertThat(attempt.at("/libraries/threads").asString()).isEqualTo("1");
    assertThat(attempt.at("/engines").propertyNames())
        .contains("lstm", "embedding", "softmax", "updater");
    assertThat(attempt.at("/epoch_tokens/used").asLong())
        .isPositive()
        .isLessThanOrEqualTo(attempt.at("/epoch_tokens/available").asLong());
    assertThat(attempt.at("/machine/cpu").asString()).isNotBlank();
    assertThat(attempt.at("/program/version").asString()).isNotBlank();
    assertThat(attempt.at("/java").asString()).isEqualTo(System.getProperty("java.version"));
  }

  /** Of two trials, over. */
  private long search() {
    Api.Answer answer =
        api.submit(
            """
            name: to be repeated
            reuse: false
            dataset: sentences
            metric: {name: val_loss}
            method: random
            max_trials: 2
            parallel_trials: 2
            early_stopping: {max_epochs: 3}
            budget: {per_trial: 10m}
            parameters:
              learning_rate: {min: 0.005, max: 0.05}
              dropout: {min: 0.1, max: 0.3}
              recurrent_dropout: {value: 0.2}
              hidden_units: {value: 12}
              minibatch_size: {value: 8}
              sequence_length: {value: 20}
              embedding_size: {value: 12}
              tie_embeddings: {values: ["no", "yes"]}
            """);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    long experiment = answer.body().get("id").asLong();
    api.awaitEnd(experiment);
    return experiment;
  }

  private JsonNode trial(long experiment, int number) {
    return api.get("/api/v1/experiments/%d/trials?sort=number".formatted(experiment))
        .body()
        .get("items")
        .get(number);
  }

  /** The rerun of a trial, over. */
  private JsonNode finished(long trial) {
    return Awaitility.await("the rerun of trial " + trial)
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> api.get("/api/v1/trials/%d/reruns".formatted(trial)).body().get(0),
            rerun -> rerun.get("state").asString().equals("COMPLETED"));
  }
}
