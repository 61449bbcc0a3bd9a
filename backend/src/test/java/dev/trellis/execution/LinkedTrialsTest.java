package dev.trellis.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.artifact.ArtifactStore;
import dev.trellis.testing.Api;
import dev.trellis.testing.Texts;
import dev.trellis.testing.TrellisTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Trials that were trained before, with nothing different, are not trained again. */
@TrellisTest
class LinkedTrialsTest {
  private static final List<String> RESULTS =
      List.of("seed", "parameters", "best_value", "best_step", "last_step", "test", "sample");

  @LocalServerPort int port;
  @Autowired JdbcClient jdbc;
  @Autowired ArtifactStore artifacts;
  Api api;

  /** Of one test alone: all share a database. */
  long seed;

  @BeforeEach
  void importText() {
    api = new Api(port);
    api.upload("sentences", Texts.sentences(6_000));
  }

  private String search(String name, int trials, String more) {
    return """
        name: %s
        dataset: sentences
        metric: {name: val_loss}
        method: random
        max_trials: %d
        seed: %d
        max_tokens: 2500
        early_stopping: {max_epochs: 2}
        %s
        parameters:
          learning_rate: {min: 0.005, max: 0.05}
          hidden_units: {value: 8}
          minibatch_size: {value: 8}
          sequence_length: {value: 20}
          embedding_size: {value: 8}
        """
        .formatted(name, trials, seed, more);
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

  private JsonNode curves(long experiment) {
    return api.get("/api/v1/experiments/" + experiment + "/curves?metric=val_loss").body();
  }

  @Test
  void longer_search_reuses_trials_of_shorter_search() {
    seed = 7001;
    long shorter = run(search("shorter", 3, ""));
    List<JsonNode> first = trials(shorter);
    assertThat(texts(first, "same_as")).containsOnly("null");

    long longer = run(search("longer", 4, "parallel_trials: 1"));
    List<JsonNode> again = trials(longer);

    assertThat(texts(again.subList(0, 3), "same_as")).isEqualTo(texts(first, "id"));
    for (String field : RESULTS) {
      assertThat(texts(again.subList(0, 3), field)).isEqualTo(texts(first, field));
    }
    assertThat(again.get(3).get("same_as").isNull()).isTrue();
    assertThat(again.get(3).get("attempt").asInt()).isEqualTo(1);
    for (int i = 0; i < 3; i++) {
      assertThat(curves(longer).at("/trials/" + i + "/points"))
          .isEqualTo(curves(shorter).at("/trials/" + i + "/points"))
          .hasSize(2);
    }
    JsonNode events =
        api.get("/api/v1/events?trial=" + again.get(0).get("id").asLong()).body().get("items");
    assertThat(events.get(0).get("reason").asString()).isEqualTo("same_as");
    assertThat(events.get(0).get("actor").asString()).isEqualTo("PLANNER");
    byte[] csv = api.get("/api/v1/experiments/" + longer + "/export.csv").raw().body();
    assertThat(new String(csv, StandardCharsets.UTF_8).lines().findFirst().orElseThrow())
        .contains(",enqueued,replica_of,same_as,");
  }

  @Test
  void reused_result_survives_deletion_of_its_source() {
    seed = 7002;
    long source = run(search("source", 2, ""));
    long copy = run(search("copy", 2, ""));
    JsonNode copied = trials(copy).get(1);
    assertThat(copied.get("same_as")).isEqualTo(trials(source).get(1).get("id"));
    String model = "/api/v1/trials/%d/model".formatted(copied.get("id").asLong());
    byte[] bytes = api.get(model).raw().body();

    assertThat(api.delete("/api/v1/experiments/" + source).status()).isEqualTo(204);

    assertThat(api.get(model).raw().body()).isEqualTo(bytes).startsWith('P', 'K');
    assertThat(curves(copy).at("/trials/1/points")).hasSize(2);
    long third = run(search("third", 2, ""));
    assertThat(texts(trials(third), "same_as")).isEqualTo(texts(trials(copy), "id"));
    api.delete("/api/v1/experiments/" + copy);
    String last = "/api/v1/trials/%d/model".formatted(trials(third).get(1).get("id").asLong());
    assertThat(api.get(last).raw().body()).isEqualTo(bytes);
    String key =
        jdbc.sql("select model from trial where id = :id")
            .param("id", trials(third).get(1).get("id").asLong())
            .query(String.class)
            .single();
    api.delete("/api/v1/experiments/" + third);
    assertThat(artifacts.exists(key)).as("nobody has it any more").isFalse();
  }

  @Test
  void whatever_is_different_or_asked_for_is_trained() {
    seed = 7003;
    long source = run(search("different", 1, ""));
    String id = trials(source).get(0).get("id").toString();

    assertThat(sameAs(search("same", 1, ""))).isEqualTo(id);
    assertThat(sameAs(search("opted out", 1, "reuse: false"))).isEqualTo("null");
    assertThat(sameAs(search("seed", 1, "").replace("seed: " + seed, "seed: 0"))).isEqualTo("null");
    assertThat(sameAs(search("epochs", 1, "").replace("epochs: 2", "epochs: 3"))).isEqualTo("null");
    assertThat(sameAs(search("text", 1, "").replace("2500", "2600"))).isEqualTo("null");
    jdbc.sql(
            """
            update trial set provenance = jsonb_set(provenance, '{-1,program,commit}', '"other"')
            where identity = (select identity from trial where id = ?)
            """)
        .param(Long.parseLong(id))
        .update();
    assertThat(sameAs(search("code", 1, ""))).isEqualTo("null");
  }

  private String sameAs(String yaml) {
    return trials(run(yaml)).get(0).get("same_as").toString();
  }

  @Test
  void replicas_and_reruns_are_trained() {
    seed = 7004;
    String replicated = search("replicated", 1, "replicate: {top: 1, seeds: 1}");
    run(replicated);
    List<JsonNode> again = trials(run(replicated));

    assertThat(again).hasSize(2);
    assertThat(again.get(0).get("same_as").isNull()).isFalse();
    assertThat(again.get(1).get("replica_of")).isEqualTo(again.get(0).get("id"));
    assertThat(again.get(1).get("same_as").isNull()).isTrue();
  }
}
