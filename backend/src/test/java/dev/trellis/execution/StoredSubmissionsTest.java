package dev.trellis.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.testing.Api;
import dev.trellis.testing.SentencesTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

/** Submissions stored by an earlier version, which today's rules refuse. */
@ExtendWith(OutputCaptureExtension.class)
class StoredSubmissionsTest extends SentencesTest {
  @Autowired Housekeeping pulse;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{parameters,gradient_clipping,value} | 1e12",
        "{parameters,hidden_units} | {\"values\": [4, 5], \"q\": 3}",
        "{parameters,word_dropout} | {\"value\": 0.5}",
        "{early_stopping,patience} | 200000",
        "{priority} | 4000",
        "{renamed_since} | {\"deep\": [1]}",
        "{stop_when} | {\"target_reached\": true}",
        "{name} | \"\"",
      })
  void value_that_todays_rules_refuse_is_taken_as_stored(String path, String value) {
    long old = store("jsonb_set(spec::jsonb, '%s', '%s')".formatted(path, value));
    long good = store("spec::jsonb");

    pulse.tendExperiments();

    assertThat(api.awaitEnd(good).get("state").asString()).isEqualTo("COMPLETED");
    assertThat(api.awaitEnd(old).get("state").asString()).isEqualTo("COMPLETED");
    assertThat(api.get("/api/v1/experiments/%d/insights".formatted(old)).status()).isEqualTo(200);
    assertThat(
            api.patch("/api/v1/experiments/" + old, "application/yaml", "priority: 101").status())
        .isBetween(400, 499);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'[1, 2]'",
        "'\"text\"'",
        "'null'",
        "'{}'",
        "jsonb_set(spec::jsonb, '{parameters}', '[]')",
        "jsonb_set(spec::jsonb, '{early_stopping}', '{\"max_epochs\": [7]}')",
        "jsonb_set(spec::jsonb, '{replicate}', '{\"top\": \"all\", \"seeds\": {}}')",
        "jsonb_set(spec::jsonb, '{method}', '\"annealing\"')",
        "jsonb_set(spec::jsonb, '{parameters,gates}', '{\"min\": 1, \"max\": 3}')",
        "jsonb_set(spec::jsonb, '{metric,name}', '\"bleu\"')",
      })
  void unreadable_submission_fails_its_experiment_alone(String spec, CapturedOutput output) {
    long bad = store(spec);
    long good = store("spec::jsonb");

    pulse.tendExperiments();
    pulse.tendExperiments();

    assertThat(api.awaitEnd(good).get("state").asString()).isEqualTo("COMPLETED");
    JsonNode ended = api.get("/api/v1/experiments/" + bad).body();
    assertThat(ended.get("state").asString()).isEqualTo("FAILED");
    assertThat(ended.get("end_reason").asString()).isEqualTo("unreadable");
    assertThat(ended.get("end_message").asString())
        .contains("cannot be read by this version", "Submit it again");
    assertThat(api.get("/api/v1/experiments/%d/trials".formatted(bad)).status()).isEqualTo(200);
    assertThat(api.get("/api/v1/experiments/%d/export.csv".formatted(bad)).status())
        .isLessThan(500);
    assertThat(api.get("/api/v1/experiments?size=100").status()).isEqualTo(200);
    assertThat(output.toString().lines().filter(line -> line.contains("experiment=" + bad)))
        .hasSize(1);
    assertThat(output).doesNotContain("\tat dev.trellis");
  }

  @Test
  void experiment_whose_planning_always_fails_ends() {
    long bad = store("jsonb_set(spec::jsonb, '{method}', '\"grid\"')");
    long good = store("spec::jsonb");

    for (int run = 0; run < 3; run++) {
      pulse.tendExperiments();
    }

    assertThat(api.awaitEnd(good).get("state").asString()).isEqualTo("COMPLETED");
    JsonNode ended = api.get("/api/v1/experiments/" + bad).body();
    assertThat(ended.get("state").asString()).isEqualTo("FAILED");
    assertThat(ended.get("end_reason").asString()).isEqualTo("planning_failed");
    assertThat(ended.get("end_message").asString()).isNotBlank();
  }

  @Test
  void format_of_a_later_version_is_named() {
    long later = store("spec::jsonb");
    jdbc.sql("update experiment set spec_version = 99 where id = :id").param("id", later).update();

    pulse.tendExperiments();

    assertThat(api.get("/api/v1/experiments/" + later).body().get("end_message").asString())
        .contains("format 99");
  }

  @Test
  void trials_of_an_unreadable_submission_stop() {
    long bad = submit("max_trials: 50\nearly_stopping: {max_epochs: 100000, patience: 100000}\n");
    jdbc.sql("update experiment set spec = '[]' where id = :id").param("id", bad).update();

    pulse.tendExperiments();

    Awaitility.await()
        .until(
            () ->
                jdbc.sql(
                        "select count(*) from trial where experiment_id = :id and finished_at is null")
                    .param("id", bad)
                    .query(Long.class)
                    .single()
                    .equals(0L));
    assertThat(api.get("/api/v1/experiments/" + bad).body().get("state").asString())
        .isEqualTo("FAILED");
  }

  /** An experiment as it was stored before its first trial, with that in place of its spec. */
  private long store(String spec) {
    long id = submit("max_trials: 2\nearly_stopping: {max_epochs: 1}\n");
    api.post("/api/v1/experiments/%d/pause".formatted(id));
    jdbc.sql("delete from trial where experiment_id = :id").param("id", id).update();
    jdbc.sql(
            """
            update experiment
            set state = 'QUEUED', paused_at = null, finished_at = null, proposed = 0,
                end_reason = null, spec = (%s)::json
            where id = :id
            """
                .formatted(spec))
        .param("id", id)
        .update();
    return id;
  }

  private long submit(String more) {
    Api.Answer answer =
        api.submit(
            more
                + """
                name: stored
                dataset: sentences
                metric: {name: val_loss}
                method: random
                reuse: false
                parallel_trials: 2
                parameters:
                  learning_rate: {min: 0.001, max: 0.02}
                  hidden_units: {value: 4}
                  minibatch_size: {value: 8}
                  sequence_length: {value: 20}
                """);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    return answer.body().get("id").asLong();
  }
}
