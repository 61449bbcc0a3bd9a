package dev.trellis.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.testing.Api;
import dev.trellis.testing.Texts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Starts server, workers and PostgreSQL as separate processes and checks the invariants of ended
 * experiments. {@code -Dfaults.rounds=20} repeats the short rounds.
 */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(value = 20, unit = TimeUnit.MINUTES)
abstract class Faults {
  static final int ROUNDS = Integer.getInteger("faults.rounds", 1);
  static final Duration LIMIT = Duration.ofSeconds(90);

  final SplittableRandom random = new SplittableRandom(Long.getLong("faults.seed", 7));
  final List<Process> workers = new ArrayList<>();
  Cluster cluster;
  Cluster.Server server;

  @BeforeAll
  void startServer(@TempDir Path directory) throws IOException {
    cluster = new Cluster(directory, Cluster.SHORT_TIMING);
    server = cluster.startServer();
    api().upload("sentences", Texts.sentences(3_000));
  }

  @AfterAll
  void stopAll() throws IOException {
    cluster.close();
  }

  @BeforeEach
  void holdTrials() throws IOException {
    cluster.hold();
  }

  @BeforeEach
  void startTwoWorkers() throws IOException {
    workers.removeIf(worker -> !worker.isAlive());
    List<Process> fresh = new ArrayList<>();
    while (workers.size() + fresh.size() < 2) {
      fresh.add(cluster.launchWorker(List.of()));
    }
    fresh.forEach(cluster::awaitWorker);
    workers.addAll(fresh);
  }

  Api api() {
    return server.api();
  }

  long submit(String name, int points, String... parameters) {
    return id(submit(yaml(name, points, parameters), null));
  }

  Api.Answer submit(String yaml, String key) {
    byte[] body = yaml.getBytes(StandardCharsets.UTF_8);
    return key == null
        ? api().post("/api/v1/experiments", "application/yaml", body)
        : api().post("/api/v1/experiments", "application/yaml", body, "Idempotency-Key", key);
  }

  static long id(Api.Answer answer) {
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    return answer.body().get("id").asLong();
  }

  static String yaml(String name, int points, String... parameters) {
    String yaml =
        """
        name: %s
        reuse: false
        dataset: sentences
        task: {type: scripted}
        metric: {name: val_loss}
        method: grid
        parallel_trials: 4
        early_stopping: {max_epochs: 3}
        parameters:
          point: {values: %s}
        """
            .formatted(name, IntStream.range(0, points).boxed().toList());
    for (String parameter : parameters) {
      String value =
          parameter.contains("{") ? parameter : parameter.replace(": ", ": {value: ") + "}";
      yaml += "  " + value + "\n";
    }
    return yaml;
  }

  void finish(long experiment) {
    Awaitility.await("the end of experiment " + experiment + "; see " + cluster.directory())
        .atMost(LIMIT)
        .ignoreExceptions()
        .until(() -> isOver(experiment));
    Awaitility.await().atMost(LIMIT).until(() -> trials(experiment, "t.finished_at is null") == 0);
    cluster.audit(experiment);
  }

  boolean isOver(long experiment) {
    return cluster.count(
            "select count(*) from experiment where finished_at is not null and id = " + experiment)
        == 1;
  }

  long trials(long experiment, String condition) {
    return cluster.count(
        "select count(*) from trial t where t.experiment_id = %d and %s"
            .formatted(experiment, condition));
  }

  List<String> retries(long experiment) {
    return cluster
        .jdbc()
        .sql(
            "select reason from event where experiment_id = :id and previous_state = 'RUNNING' and state = 'QUEUED'")
        .param("id", experiment)
        .query(String.class)
        .list();
  }

  long events(long experiment, String condition) {
    return cluster.count(
        "select count(*) from event where experiment_id = %d and %s"
            .formatted(experiment, condition));
  }

  void awaitTrials(long experiment, String condition, int count) {
    Awaitility.await(count + " trials with " + condition + "; see " + cluster.directory())
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> trials(experiment, condition) >= count);
  }

  long awaitTrial(long experiment, String condition) {
    awaitTrials(experiment, condition, 1);
    return cluster.count(
        "select min(t.id) from trial t where t.experiment_id = %d and %s"
            .formatted(experiment, condition));
  }

  long holderOf(long trial) {
    return cluster.count(
        "select w.pid from trial t join worker w on w.id = t.worker_id where t.id = " + trial);
  }

  void killHolder(long trial) {
    long pid = holderOf(trial);
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    Awaitility.await().until(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
    workers.removeIf(worker -> worker.pid() == pid);
  }

  /** Trials whose model is there. */
  long models(long experiment) {
    return cluster
        .jdbc()
        .sql("select model from trial where experiment_id = :id")
        .param("id", experiment)
        .query(String.class)
        .list()
        .stream()
        .filter(
            key -> key != null && Files.exists(cluster.home().resolve("artifacts").resolve(key)))
        .count();
  }
}
