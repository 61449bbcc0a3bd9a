package dev.trellis.experiment.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.experiment.HostileSubmissions;
import dev.trellis.experiment.HostileSubmissions.Hostile;
import dev.trellis.testing.Api;
import dev.trellis.testing.Texts;
import dev.trellis.testing.TrellisTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Sends invalid submissions to a real server. */
@TrellisTest
class HostileSubmissionsOverHttpTest {
  private static final String EXPERIMENTS = "/api/v1/experiments";

  @LocalServerPort int port;

  @Test
  void each_is_rejected_with_pointer_and_nothing_is_stored() {
    Api api = new Api(port);
    long before = count(api);
    List<Hostile> all = HostileSubmissions.all();

    for (Hostile hostile : all) {
      Api.Answer answer = api.post(EXPERIMENTS, hostile.contentType(), hostile.body());

      assertThat(answer.status()).as("status of " + hostile).isBetween(400, 499);
      assertThat(answer.type()).as("type of " + hostile).startsWith("application/problem+json");
      if (answer.status() == 422) {
        assertThat(pointers(answer)).as("pointers of " + hostile).contains(hostile.pointer());
      } else {
        assertThat(hostile.pointer()).as(hostile.name()).isEqualTo(HostileSubmissions.MALFORMED);
      }
    }
    assertThat(all).hasSizeGreaterThanOrEqualTo(60);
    assertThat(count(api)).isEqualTo(before);
  }

  @Test
  void missing_or_short_dataset_is_rejected_with_pointer() {
    Api api = new Api(port);
    api.upload("short", Texts.sentences(300));
    String search = HostileSubmissions.VALID;

    Api.Answer missing = api.submit(search);
    Api.Answer tooShort = api.submit(search.replace("tiny-shakespeare", "short"));
    Api.Answer another =
        api.submit(search.replace("tiny-shakespeare", "short@sha256:" + "0".repeat(64)));

    assertThat(Stream.of(missing, tooShort, another).map(Api.Answer::status)).containsOnly(422);
    assertThat(pointers(missing)).containsExactly("/dataset");
    assertThat(pointers(another)).containsExactly("/dataset");
    assertThat(tooShort.body().get("detail").asString()).contains("1,601");
  }

  @Test
  void an_idempotency_key_makes_one_experiment_of_two_requests() {
    Api api = new Api(port);
    api.upload("sentences", Texts.sentences(6_000));
    byte[] search =
        """
        name: once
        dataset: sentences
        method: random
        max_trials: 1
        metric: {name: val_loss}
        early_stopping: {max_epochs: 1}
        parameters: {hidden_units: {value: 4}}
        """
            .getBytes(StandardCharsets.UTF_8);

    Api.Answer first = submit(api, search);
    Api.Answer second = submit(api, search);
    Api.Answer other = submit(api, "name: another".getBytes(StandardCharsets.UTF_8));

    assertThat(second.body().get("id")).isEqualTo(first.body().get("id"));
    assertThat(other.status()).isBetween(400, 499);
    api.awaitEnd(first.body().get("id").asLong());
  }

  private static Api.Answer submit(Api api, byte[] search) {
    return api.post(EXPERIMENTS, "application/yaml", search, "Idempotency-Key", "k1");
  }

  private static long count(Api api) {
    return api.get(EXPERIMENTS).body().get("total").asLong();
  }

  private static List<String> pointers(Api.Answer answer) {
    return answer
        .body()
        .get("violations")
        .valueStream()
        .map(violation -> violation.get("pointer"))
        .map(JsonNode::asString)
        .toList();
  }
}
