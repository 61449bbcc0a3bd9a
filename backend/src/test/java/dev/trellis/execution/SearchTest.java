package dev.trellis.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.testing.Api;
import dev.trellis.testing.SentencesTest;
import dev.trellis.testing.Texts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Searches from submission to the last curve: real database, real training, over HTTP. */
class SearchTest extends SentencesTest {
  private static final List<String> REPEATABLE_METRICS =
      List.of("train_loss", "val_loss", "train_accuracy", "val_accuracy", "gradient_norm");

  @Test
  void classifier_search_has_confusion_matrix() {
    StringBuilder lines = new StringBuilder();
    for (int example = 0; example < 150; example++) {
      String word = example % 3 == 0 ? "stars" : "fish";
      lines.append(example % 3 == 0 ? "sky" : "sea").append(" look at the ").append(word);
      lines.append(" number ").append(example % 7).append('\n');
    }
    api.uploadLabeled("skies", "lines", lines.toString().getBytes(StandardCharsets.UTF_8));
    long experiment =
        submit(
            """
            name: skies
            dataset: skies
            task: {type: classification}
            metric: {name: val_macro_f1}
            method: grid
            early_stopping: {max_epochs: 12}
            parameters:
              hidden_units: {value: 8}
              embedding_size: {value: 8}
              learning_rate: {value: 0.02}
              minibatch_size: {value: 8}
              sequence_length: {value: 10}
              pooling: {values: [max, last]}
              embedding: {value: word2vec}
            """);

    assertThat(api.awaitEnd(experiment).get("state").asString()).isEqualTo("COMPLETED");
    for (JsonNode trial : trials(experiment)) {
      assertThat(trial.get("test").get("test_macro_f1").asDouble()).isEqualTo(1);
      JsonNode confusion = api.get("/api/v1/trials/" + trial.get("id") + "/confusion").body();
      assertThat(confusion.toString())
          .isEqualTo("{\"labels\":[\"sea\",\"sky\"],\"counts\":[[10,0],[0,5]]}");
      assertLabels(trial.get("id").asLong());
      JsonNode nearest =
          api.get("/api/v1/trials/" + trial.get("id") + "/nearest?word=fish&count=3").body();
      assertThat(nearest).hasSize(3);
      assertThat(nearest.get(0).get("similarity").asDouble())
          .isGreaterThanOrEqualTo(nearest.get(1).get("similarity").asDouble());
      assertThat(api.get("/api/v1/trials/" + trial.get("id") + "/nearest?word=crab").status())
          .isEqualTo(404);
    }
  }

  private void assertLabels(long trial) {
    JsonNode labels = classify(trial, "look at the stars number 3").body();
    assertThat(labels.at("/0/label").asString()).isEqualTo("sky");
    assertThat(labels.at("/0/probability").asDouble() + labels.at("/1/probability").asDouble())
        .isBetween(0.999, 1.001);
    assertThat(classify(trial, "one two three four look at the stars number 3 fish fish").body())
        .isEqualTo(classify(trial, "one two three four look at the stars number 3").body());
    assertThat(classify(trial, "never seen anywhere").body()).hasSize(2);
    Api.Answer plain = classify(trial, "look at the stars");
    for (String spaced :
        List.of("look at the stars\\r\\n", " look  at\\tthe\\u00a0stars", "look\\nat the stars")) {
      assertThat(classify(trial, spaced).body()).as(spaced).isEqualTo(plain.body());
    }
    assertThat(plain.raw().headers().firstValue("Unknown-Tokens")).isEmpty();
    assertThat(plain.raw().headers().firstValue("Unknown-Token-Count")).hasValue("0");
    assertThat(classify(trial, "look at Zürich 🦀 🦀").raw().headers().firstValue("Unknown-Tokens"))
        .hasValue("[\"Z\\u00FCrich\",\"\\uD83E\\uDD80\"]");
    assertThat(classify(trial, "x \\ud83d y").status()).isEqualTo(422);
    assertThat(classify(trial, "fish ".repeat(2_000)).body().at("/0/label").asString())
        .isEqualTo("sea");
    assertThat(classify(trial, " ").status()).isEqualTo(422);
    assertThat(classify(trial, "fish ".repeat(2_001)).body().get("detail").asString())
        .contains("10,005 characters; expected 1 to 10,000");
    Api.Answer written = api.post("/api/v1/trials/" + trial + "/generate");
    assertThat(written.status()).isEqualTo(409);
    assertThat(written.body().get("detail").asString())
        .isEqualTo(
            "Models of the family classification cannot generate text; use the endpoint classify instead.");
  }

  private Api.Answer classify(long trial, String text) {
    byte[] body = "{\"text\": \"%s\"}".formatted(text).getBytes(StandardCharsets.UTF_8);
    return api.post("/api/v1/trials/" + trial + "/classify", "application/json", body);
  }

  @Test
  void oversized_model_fails_before_allocation() {
    api.upload("long", Texts.sentences(300_000));
    String largest =
        """
        name: too large
        dataset: long
        metric: {name: val_loss}
        method: grid
        early_stopping: {max_epochs: 1}
        parameters:
          hidden_units: {value: 4096}
          layers: {value: 8}
          minibatch_size: {value: 256}
          sequence_length: {value: 1000}
        """;
    long experiment = submit(largest);

    assertThat(api.awaitEnd(experiment).get("state").asString()).isEqualTo("FAILED");
    JsonNode failure = trials(experiment).get(0).get("failure");
    assertThat(failure.get("kind").asString()).isEqualTo("OUT_OF_MEMORY");
    assertThat(failure.get("message").asString()).contains("MiB").contains("trellis.worker.memory");
    JsonNode foretold =
        api.post(
                "/api/v1/experiments?dry_run=true",
                "application/yaml",
                largest.getBytes(StandardCharsets.UTF_8))
            .body();
    assertThat(foretold.get("largest_model").get("memory_bytes").asLong()).isGreaterThan(1L << 36);
  }

  @Test
  void grid_trains_each_point_once_and_keeps_results() {
    long experiment =
        submit(
            """
            name: grid
            dataset: sentences
            metric: {name: val_loss}
            method: grid
            parallel_trials: 2
            early_stopping: {max_epochs: 3}
            parameters:
              hidden_units: {values: [8, 16]}
              learning_rate: {values: [0.01, 0.02]}
              minibatch_size: {value: 8}
              sequence_length: {value: 20}
              embedding_size: {value: 8}
            """);

    JsonNode ended = api.awaitEnd(experiment);

    assertThat(ended.get("state").asString()).isEqualTo("COMPLETED");
    assertThat(ended.get("trials").get("completed").asInt()).isEqualTo(4);
    List<JsonNode> trials = trials(experiment);
    assertThat(trials.stream().map(SearchTest::point))
        .containsExactlyInAnyOrder("8 0.01", "8 0.02", "16 0.01", "16 0.02");
    for (JsonNode trial : trials) {
      assertThat(trial.get("state").asString()).isEqualTo("COMPLETED");
      assertThat(trial.get("stop_reason").get("rule").asString()).isEqualTo("max_epochs");
      assertThat(trial.get("test").get("test_loss").asDouble()).isPositive();
      assertThat(trial.get("sample").asString()).isNotBlank();
      assertThat(api.get("/api/v1/trials/" + trial.get("id") + "/model").raw().body())
          .startsWith('P', 'K');
    }
    assertThat(curve(experiment, "val_loss", 0)).hasSize(3);
    byte[] csv = api.get("/api/v1/experiments/" + experiment + "/export.csv").raw().body();
    assertThat(new String(csv, StandardCharsets.UTF_8).lines().toList())
        .hasSize(5)
        .first()
        .asString()
        .startsWith("number,id,state,best_value")
        .contains("learning_rate");
    assertThat(api.get("/api/v1/experiments/" + experiment + "/export.json").body()).hasSize(4);
  }

  @Test
  void curves_do_not_depend_on_concurrent_trials() {
    List<String> alone = curves(search(1));
    List<String> together = curves(search(2));

    assertThat(together).isEqualTo(alone);
  }

  private long search(int parallelTrials) {
    long experiment =
        submit(
            """
            name: repeatable
            reuse: false
            dataset: sentences
            metric: {name: val_loss}
            method: random
            max_trials: 4
            seed: 11
            parallel_trials: %d
            early_stopping: {max_epochs: 2}
            parameters:
              learning_rate: {min: 0.005, max: 0.05}
              hidden_units: {min: 8, max: 24}
              layers: {min: 1, max: 2}
              dropout: {min: 0.0, max: 0.3}
              minibatch_size: {value: 8}
              sequence_length: {value: 20}
              embedding_size: {value: 8}
            """
                .formatted(parallelTrials));
    assertThat(api.awaitEnd(experiment).get("state").asString()).isEqualTo("COMPLETED");
    return experiment;
  }

  private List<String> curves(long experiment) {
    List<String> curves = new ArrayList<>();
    for (String metric : REPEATABLE_METRICS) {
      for (int trial = 0; trial < 4; trial++) {
        curves.add(metric + " of trial " + trial + ": " + curve(experiment, metric, trial));
      }
    }
    return curves;
  }

  @Test
  void a_cancelled_experiment_stops_inside_an_epoch() {
    long experiment = submit(endless("cancelled"));
    Awaitility.await()
        .until(() -> trials(experiment).get(0).get("state").asString().equals("RUNNING"));

    assertThat(api.post("/api/v1/experiments/" + experiment + "/cancel").status()).isEqualTo(202);

    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () ->
                trials(experiment).stream()
                    .allMatch(trial -> trial.get("state").asString().equals("CANCELLED")));
    assertThat(api.post("/api/v1/experiments/" + experiment + "/cancel").status()).isEqualTo(202);
    assertThat(api.delete("/api/v1/experiments/" + experiment).status()).isEqualTo(204);
    assertThat(api.get("/api/v1/experiments/" + experiment).status()).isEqualTo(404);
  }

  @Test
  void wall_clock_budget_ends_search_and_keeps_results() {
    long experiment = submit(endless("budget") + "budget: {wall_clock: 3s}\n");

    JsonNode ended = api.awaitEnd(experiment);

    assertThat(ended.get("end_reason").asString()).isEqualTo("budget");
    assertThat(ended.get("trials").get("running").asInt()).isZero();
    assertThat(ended.get("best").get("value").asDouble()).isPositive();
  }

  private static String endless(String name) {
    return """
        name: %s
        dataset: sentences
        metric: {name: val_loss}
        method: random
        max_trials: 100
        parallel_trials: 2
        early_stopping: {max_epochs: 100000, patience: 100000}
        parameters:
          hidden_units: {value: 8}
          minibatch_size: {value: 8}
          sequence_length: {value: 20}
        """
        .formatted(name);
  }

  private long submit(String yaml) {
    Api.Answer answer = api.submit(yaml);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    return answer.body().get("id").asLong();
  }

  private List<JsonNode> trials(long experiment) {
    List<JsonNode> trials = new ArrayList<>();
    api.get("/api/v1/experiments/" + experiment + "/trials?sort=number")
        .body()
        .get("items")
        .forEach(trials::add);
    return trials;
  }

  private static String point(JsonNode trial) {
    JsonNode parameters = trial.get("parameters");
    return parameters.get("hidden_units") + " " + parameters.get("learning_rate");
  }

  private List<String> curve(long experiment, String metric, int number) {
    String path = "/api/v1/experiments/%d/curves?metric=%s".formatted(experiment, metric);
    List<String> points = new ArrayList<>();
    for (JsonNode trial : api.get(path).body().get("trials")) {
      if (trial.get("number").asInt() == number) {
        trial.get("points").forEach(point -> points.add(point.toString()));
      }
    }
    return points;
  }
}
