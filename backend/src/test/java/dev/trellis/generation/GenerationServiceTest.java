package dev.trellis.generation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.testing.Api;
import dev.trellis.testing.SentencesTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Text generation over HTTP, by a real model in a real generator process. */
class GenerationServiceTest extends SentencesTest {
  @Test
  void generated_text_depends_on_seed_alone() {
    long trial = trainModel();
    String text = generatedText(trial, "{'prompt': 'the cat ', 'length': 60, 'seed': 7}");
    assertThat(text).hasSize(60);
    assertThat(generatedText(trial, "{'prompt': 'the cat ', 'length': 60, 'seed': '7'}"))
        .isEqualTo(text);
    assertThat(generatedText(trial, "{'prompt': 'the cat ', 'length': 60, 'seed': 8}"))
        .isNotEqualTo(text);
    assertThat(generatedText(trial, "{'prompt': 'the cat ', 'length': 60, 'temperature': 0}"))
        .isEqualTo(
            generatedText(trial, "{'prompt': 'the cat ', 'length': 60, 'top_k': 1, 'seed': 5}"));
    assertThat(api.post("/api/v1/trials/%d/generate".formatted(trial)).raw().body()).hasSize(200);
  }

  @Test
  void invalid_request_is_rejected_before_the_first_token() {
    long trial = trainModel();
    Api.Answer unknown = generate(trial, "{'prompt': 'the # cat \u00e4'}");
    assertThat(unknown.status()).isEqualTo(422);
    assertThat(unknown.body().at("/violations/0/pointer").asString()).isEqualTo("/prompt");
    assertThat(unknown.body().at("/violations/0/message").asString())
        .contains("'#', '\u00e4'", "never saw");

    Api.Answer wrong =
        generate(
            trial,
            "{'prompt': 5, 'length': 10001, 'temperature': -1, 'top_k': 1.5, 'seed': 'x', 'n': 1}");
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.body().get("violations"))
        .extracting(violation -> violation.get("pointer").asString())
        .containsExactlyInAnyOrder("/prompt", "/length", "/temperature", "/top_k", "/seed", "/n");

    String longPrompt = "{'prompt': '%s'}".formatted("a".repeat(10_001));
    assertThat(generate(trial, longPrompt).body().get("detail").asString())
        .contains("10,001 characters; at most 10,000");
    assertThat(generate(999_999, "{}").status()).isEqualTo(404);
    assertThat(classify(999_999).status()).isEqualTo(404);
    assertThat(classify(trial).status()).isEqualTo(409);
    assertThat(classify(trial).body().get("detail").asString()).contains("cannot classify text");
    jdbc.sql("update trial set model = null where id = :id").param("id", trial).update();
    assertThat(generate(trial, "{}").status()).isEqualTo(409);
    assertThat(classify(trial).body().get("detail").asString()).contains("has no model");
  }

  @Test
  void killed_generator_process_is_restarted() {
    long trial = trainModel();
    String text = generatedText(trial, "{'length': 20, 'seed': 1}");
    ProcessHandle.current()
        .descendants()
        .filter(process -> process.info().commandLine().orElse("").contains(" generator "))
        .forEach(process -> kill(process).join());
    assertThat(generatedText(trial, "{'length': 20, 'seed': 1}")).isEqualTo(text);
  }

  @Test
  void damaged_model_file_answers_503() {
    long trial = trainModel();
    long other = trainModel();
    jdbc.sql(
            "update trial set model = 'datasets/' || (select sha256 from dataset limit 1) where id = :id")
        .param("id", trial)
        .update();
    Api.Answer answer = generate(trial, "{}");
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.body().get("detail").asString()).contains("cannot be loaded");
    assertThat(generate(other, "{}").status()).isEqualTo(200);
  }

  @Test
  void prompt_is_normalized_like_the_training_text() {
    long trial = trainModel();
    String text = generatedText(trial, "{'prompt': 'the cat\\nsees', 'length': 20, 'seed': 1}");

    for (String ends : List.of("\\r\\n", "\\r")) {
      assertThat(
              generatedText(
                  trial, "{'prompt': 'the cat" + ends + "sees', 'length': 20, 'seed': 1}"))
          .isEqualTo(text);
    }
    assertThat(generate(trial, "{'prompt': '\\ud83d'}").status()).isEqualTo(422);
  }

  private static CompletableFuture<ProcessHandle> kill(ProcessHandle process) {
    process.destroyForcibly();
    return process.onExit();
  }

  private String generatedText(long trial, String body) {
    Api.Answer answer = generate(trial, body);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    assertThat(answer.type()).isEqualToIgnoringCase("text/plain;charset=UTF-8");
    return new String(answer.raw().body(), StandardCharsets.UTF_8);
  }

  private Api.Answer generate(long trial, String body) {
    return api.post(
        "/api/v1/trials/%d/generate".formatted(trial),
        "application/json",
        body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  private Api.Answer classify(long trial) {
    return api.post(
        "/api/v1/trials/%d/classify".formatted(trial),
        "application/json",
        "{\"text\": \"the cat\"}".getBytes(StandardCharsets.UTF_8));
  }

  /** Trains the only trial of a new experiment, whose model a test may damage; returns its id. */
  private long trainModel() {
    JsonNode experiment =
        api.submit(
                """
                name: writes
                dataset: sentences
                metric: {name: val_loss}
                method: grid
                reuse: false
                early_stopping: {max_epochs: 2}
                parameters:
                  hidden_units: {value: 12}
                  minibatch_size: {value: 8}
                  sequence_length: {value: 20}
                  embedding_size: {value: 12}
                  tie_embeddings: {value: "yes"}
                """)
            .body();
    api.awaitEnd(experiment.get("id").asLong());
    return api.get("/api/v1/experiments/%d/trials".formatted(experiment.get("id").asLong()))
        .body()
        .at("/items/0/id")
        .asLong();
  }
}
