package dev.trellis.experiment.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trellis.testing.Api;
import dev.trellis.testing.SeededTrials;
import dev.trellis.testing.Texts;
import dev.trellis.testing.TrellisTest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Tests of dry runs. */
@TrellisTest
class DryRunTest {
  private static final double EPOCH_SECONDS = 30;

  @LocalServerPort int port;
  @Autowired JdbcClient jdbc;
  Api api;

  @BeforeEach
  void nothingWasTrained() {
    api = new Api(port);
    api.upload("sentences", Texts.sentences(6_000));
    jdbc.sql("delete from experiment").update();
  }

  private static String grid(String more) {
    return """
        name: dry
        dataset: sentences
        metric: {name: val_loss}
        method: grid
        parallel_trials: 2
        early_stopping: {max_epochs: 9}
        %s
        parameters:
          learning_rate: {values: [0.1, 0.03, 0.01, 0.003, 0.001, 0.0003]}
          hidden_units: {value: 16}
          minibatch_size: {value: 8}
          sequence_length: {value: 15}
        """
        .formatted(more);
  }

  private JsonNode dryRun(String yaml) {
    byte[] body = yaml.getBytes(StandardCharsets.UTF_8);
    Api.Answer answer = api.post("/api/v1/experiments?dry_run=true", "application/yaml", body);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    return answer.body();
  }

  private double minutes(String yaml) {
    return dryRun(yaml).at("/forecast/minutes").asDouble();
  }

  /** A trial of the first point of the grid, whose epochs took half a minute each. */
  private void train() {
    JsonNode dryRun = dryRun(grid(""));
    SeededTrials seeded = new SeededTrials(jdbc, "sentences");
    Map<String, Object> assignment = new LinkedHashMap<>();
    dryRun
        .at("/first_proposals/0")
        .properties()
        .forEach(
            one ->
                assignment.put(
                    one.getKey(),
                    one.getValue().isNumber()
                        ? one.getValue().numberValue()
                        : one.getValue().asString()));
    long experiment = seeded.experiment("before", "MINIMIZE", dryRun.get("spec").toString());
    long trial = seeded.trial(experiment, 0, assignment, 1.0);
    seeded.points(trial, "epoch_seconds", 90, EPOCH_SECONDS, EPOCH_SECONDS);
    jdbc.sql(
            """
            update experiment e set vocabulary_size = d.character_vocabulary
            from dataset d where d.id = e.dataset_id
            """)
        .update();
  }

  @Test
  void forecast_without_trained_trials_has_a_reason() {
    JsonNode forecast = dryRun(grid("")).get("forecast");

    assertThat(forecast.get("minutes").isNull()).isTrue();
    assertThat(forecast.get("basis").asString())
        .contains("No trial of task language_model", "ask again");
  }

  @Test
  void the_time_follows_from_how_long_epochs_took_before() {
    train();
    double all = 6 * 9 * EPOCH_SECONDS / 60;

    assertThat(minutes(grid(""))).isCloseTo(all / 2, within(1e-6));
    assertThat(minutes(grid("").replace("parallel_trials: 2", "parallel_trials: 1")))
        .isCloseTo(all, within(1e-6));
    assertThat(minutes(grid("").replace("parallel_trials: 2", "parallel_trials: 6")))
        .as("the worker trains two at a time")
        .isCloseTo(all / 2, within(1e-6));
    assertThat(minutes(grid("replicate: {top: 2, seeds: 3}"))).isCloseTo(all, within(1e-6));
    assertThat(dryRun(grid("replicate: {top: 2, seeds: 3}")).get("replicas").asInt()).isEqualTo(6);
    assertThat(dryRun(grid("")).get("replicas").asInt()).isZero();
    assertThat(minutes(grid("max_tokens: 3000"))).isLessThan(all / 3);
    assertThat(minutes(grid("budget: {per_trial: 60s}"))).isCloseTo(3, within(1e-6));
    assertThat(minutes(grid("budget: {wall_clock: 90s}"))).isCloseTo(1.5, within(1e-6));
    assertThat(dryRun(grid("")).at("/forecast/basis").asString())
        .contains("2 at a time", "all of its 9 epochs")
        .doesNotContain("rough guess");

    JsonNode larger = dryRun(grid("").replace("{value: 16}", "{value: 512}")).get("forecast");
    assertThat(larger.get("minutes").asDouble()).isGreaterThan(20 * all);
    assertThat(larger.get("basis").asString()).contains("rough guess");
  }

  @Test
  void what_trials_take_beside_their_epochs_counts_for_each() {
    train();
    jdbc.sql(
            """
            update trial set finished_at = started_at + interval '160 seconds', trained = interval '0'
            """)
        .update();

    // 150 of these were epochs
    assertThat(minutes(grid("")))
        .isCloseTo((6 * 9 * EPOCH_SECONDS + 6 * 10) / 60 / 2, within(1e-6));
  }

  @Test
  void the_rungs_of_a_pruner_are_listed_and_make_it_shorter() {
    train();
    JsonNode asha = dryRun(grid("pruner: {type: asha, min_epochs: 1, reduction_factor: 3}"));

    assertThat(asha.get("rungs"))
        .hasToString(
            "[{\"bracket\":0,\"rung\":0,\"epochs\":1,\"trials\":6},"
                + "{\"bracket\":0,\"rung\":1,\"epochs\":3,\"trials\":2},"
                + "{\"bracket\":0,\"rung\":2,\"epochs\":9,\"trials\":1}]");
    assertThat(asha.get("rung_count").asInt()).isEqualTo(3);
    assertThat(asha.at("/forecast/minutes").asDouble())
        .isCloseTo((6 * 1 + 2 * 2 + 1 * 6) * EPOCH_SECONDS / 60 / 2, within(1e-6));
    assertThat(asha.at("/forecast/basis").asString()).contains("the plan of the pruner");
    assertThat(dryRun(grid("pruner: median")).get("rungs")).isEmpty();

    JsonNode many =
        dryRun(
            grid("pruner: hyperband\nmax_trials: 1000").replace("method: grid", "method: random"));
    assertThat(many.get("rungs")).hasSize(100);
    assertThat(many.get("rung_count").asInt()).isGreaterThan(100);
  }

  @Test
  void goal_against_the_metric_is_a_warning() {
    String worst = grid("").replace("{name: val_loss}", "{name: val_loss, goal: maximize}");
    String best = grid("").replace("{name: val_loss}", "{name: val_accuracy, goal: maximize}");

    JsonNode warning = dryRun(worst).at("/warnings/0");
    assertThat(warning.get("pointer").asString()).isEqualTo("/metric/goal");
    assertThat(warning.get("message").asString())
        .contains("goal is maximize", "highest val_loss", "Use goal: minimize");
    assertThat(dryRun(best).get("warnings")).isEmpty();
    assertThat(dryRun(grid("")).get("warnings")).isEmpty();
    assertThat(dryRun(best.replace("maximize", "minimize")).at("/warnings/0/message").asString())
        .contains("lowest val_accuracy");

    JsonNode submitted = api.submit(worst).body();
    assertThat(submitted.at("/warnings/0")).isEqualTo(warning);
    JsonNode stored = api.get("/api/v1/experiments/" + submitted.get("id").asLong()).body();
    assertThat(stored.at("/warnings/0")).isEqualTo(warning);
    api.delete("/api/v1/experiments/" + submitted.get("id").asLong());
  }

  @Test
  void excluded_fraction_is_counted_or_sampled() {
    String bound =
        """
        name: bound
        dataset: sentences
        metric: {name: val_loss}
        method: %s
        max_trials: 6
        constraints: ["layers * hidden_units <= 16"]
        parameters:
          layers: {values: [1, 2]}
          hidden_units: {values: [8, 16, 32, 64]}
          minibatch_size: {value: 8}
          sequence_length: {value: 15}
        """;

    JsonNode grid = dryRun(bound.formatted("grid"));
    assertThat(grid.get("infeasible_share").asDouble()).isEqualTo(5.0 / 8);
    assertThat(grid.get("trial_count").asInt()).isEqualTo(3);
    assertThat(dryRun(bound.formatted("random")).get("infeasible_share").asDouble())
        .isCloseTo(5.0 / 8, within(0.05));
    assertThat(dryRun(grid("")).get("infeasible_share").asDouble()).isZero();
    assertThat(grid.at("/largest_model/memory_bytes").asLong()).isPositive();
  }
}
