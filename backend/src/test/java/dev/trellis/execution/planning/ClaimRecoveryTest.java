package dev.trellis.execution.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.testing.Api;
import dev.trellis.testing.Texts;
import dev.trellis.testing.TrellisProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Tests of the state after kill -9, and of recovery at the next start. */
class ClaimRecoveryTest {
  private static final String SEARCH =
      """
      name: survives
      reuse: false
      dataset: sentences
      method: grid
      parallel_trials: 2
      metric: {name: val_loss}
      early_stopping: {max_epochs: 15}
      parameters:
        hidden_units: {values: [32, 48, 64]}
        minibatch_size: {value: 8}
        sequence_length: {value: 20}
      """;

  @TempDir Path home;

  @Test
  void killed_server_ends_its_worker_and_next_finishes_search() throws Exception {
    long experiment;
    long worker;
    long postgres;
    try (TrellisProcess first = start()) {
      first.api().upload("sentences", Texts.sentences(10_000));
      experiment = first.api().submit(SEARCH).body().get("id").asLong();
      awaitFirstEpoch(first.api(), experiment);
      worker = first.api().get("/api/v1/workers").body().at("/items/0/pid").asLong();
      postgres = Long.parseLong(firstLine(home.resolve("trellis/postgres/data/postmaster.pid")));
      first.kill();
    }
    awaitEndOf(worker);
    assertThat(isAlive(postgres)).isTrue();

    try (TrellisProcess second = start()) {
      assertThat(isAlive(postgres)).isFalse();
      JsonNode ended = second.api().awaitEnd(experiment);

      assertThat(ended.at("/trials/completed").asInt()).isEqualTo(3);
      assertThat(ended.at("/trials/running").asInt()).isZero();
      JsonNode trials =
          second.api().get("/api/v1/experiments/%d/trials".formatted(experiment)).body();
      assertThat(trials.at("/items/0/attempt").asInt()).isEqualTo(2);
      assertThat(curveLength(second.api(), experiment)).isEqualTo(15);

      long again = second.api().submit(SEARCH).body().get("id").asLong();
      second.api().awaitEnd(again);
      assertThat(curves(second.api(), experiment)).isEqualTo(curves(second.api(), again));
    }
  }

  private TrellisProcess start() throws IOException {
    return TrellisProcess.start(
        home.resolve("trellis"), "--trellis.worker.checkpoint-interval=100ms");
  }

  /** Of all trials, number by number. */
  private static List<String> curves(Api api, long experiment) {
    String path = "/api/v1/experiments/%d/curves?metric=train_loss".formatted(experiment);
    List<String> curves = new ArrayList<>();
    api.get(path).body().get("trials").forEach(trial -> curves.add(trial.get("points").toString()));
    return curves;
  }

  private static void awaitFirstEpoch(Api api, long experiment) {
    Awaitility.await("the first epoch")
        .atMost(Duration.ofSeconds(60))
        .until(() -> curveLength(api, experiment) > 0);
  }

  private static int curveLength(Api api, long experiment) {
    String path = "/api/v1/experiments/%d/curves?metric=val_loss".formatted(experiment);
    return api.get(path).body().at("/trials/0/points").size();
  }

  private static void awaitEndOf(long pid) {
    Awaitility.await("the end of the worker process")
        .atMost(Duration.ofMinutes(1))
        .until(() -> !isAlive(pid));
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
  }

  private static String firstLine(Path file) throws IOException {
    return Files.readAllLines(file).get(0).strip();
  }
}
