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
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * What dies, hangs or goes away while trials train, and what is left of it in the end: nothing.
 * Server, workers and PostgreSQL are processes of their own. {@code -Dfaults.rounds=20} makes a
 * soak of the short rounds.
 */
@TestInstance(Lifecycle.PER_CLASS)
class FaultsTest {
  private static final int ROUNDS = Integer.getInteger("faults.rounds", 1);
  private static final Duration LIMIT = Duration.ofSeconds(90);

  private final SplittableRandom random = new SplittableRandom(Long.getLong("faults.seed", 7));
  private final List<Process> workers = new ArrayList<>();
  private Cluster cluster;
  private Cluster.Server server;

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
  void startTwoWorkers() throws IOException {
    workers.removeIf(worker -> !worker.isAlive());
    List<Process> fresh = new ArrayList<>();
    while (workers.size() + fresh.size() < 2) {
      fresh.add(cluster.launchWorker(List.of()));
    }
    fresh.forEach(cluster::awaitWorker);
    workers.addAll(fresh);
  }

  private Api api() {
    return server.api();
  }

  @Test
  void a_worker_killed_at_any_point_of_a_trial_costs_one_attempt_and_nothing_else()
      throws IOException {
    for (int round = 0; round < ROUNDS; round++) {
      killIn("build_millis: 1500", "t.state = 'RUNNING' and t.last_step is null");
      killIn("epoch_millis: 700", "t.last_step >= 1");
      killIn("end_millis: 1500", "t.last_step = 3");
    }
  }

  private void killIn(String slowPart, String moment) throws IOException {
    startTwoWorkers();
    long experiment = submit("killed in " + slowPart.split("_")[0], 1, slowPart);
    killHolder(awaitTrial(experiment, moment));

    finish(experiment);
    assertThat(trials(experiment, "t.attempt = 2 and t.retries = 1 and t.state = 'COMPLETED'"))
        .isOne();
  }

  @Test
  void a_search_ends_whole_though_workers_are_killed_all_the_time() throws Exception {
    long experiment = submit("hunted", 40, "epoch_millis: 150");
    while (!isOver(experiment)) {
      Thread.sleep(1_500 + random.nextInt(1_500));
      Process victim = workers.remove(random.nextInt(workers.size()));
      victim.destroyForcibly().onExit().join();
      Process next = cluster.launchWorker(List.of());
      workers.add(next);
      cluster.awaitWorker(next);
    }

    finish(experiment);
    assertThat(trials(experiment, "t.state = 'COMPLETED'")).isEqualTo(40);
    assertThat(trials(experiment, "t.retries > 0")).isPositive();
  }

  @Test
  void workers_go_on_while_the_server_is_down() throws Exception {
    long experiment = submit("without a server", 4, "epoch_millis: 1500");
    awaitTrials(experiment, "t.state = 'RUNNING'", 4);
    server.process().destroyForcibly().onExit().join();
    Thread.sleep(2_000L * ROUNDS);
    server = cluster.awaitAnswer(cluster.launchServer(server.port()));

    finish(experiment);
    assertThat(retries(experiment)).isEmpty();
  }

  @Test
  void a_frozen_worker_loses_its_trials_writes_nothing_and_works_on_when_it_thaws()
      throws Exception {
    long experiment = submit("frozen", 4, "epoch_millis: 1200");
    awaitTrials(experiment, "t.state = 'RUNNING'", 4);
    Process frozen = workers.get(0);
    Signals.send("STOP", frozen.pid());
    awaitTrials(experiment, "t.attempt = 2", 2);
    Signals.send("CONT", frozen.pid());

    finish(experiment);
    assertThat(
            cluster.count(
                "select count(*) from metric_point p join trial t on t.id = p.trial_id "
                    + "where p.attempt > t.attempt or t.experiment_id = %d and t.attempt = 2 and p.attempt = 1 and p.step > 2"
                        .formatted(experiment)))
        .isZero();
    workers.get(1).destroyForcibly().onExit().join();
    long next = submit("after the thaw", 2);
    finish(next);
    assertThat(frozen.isAlive()).isTrue();
    assertThat(trials(next, "t.attempt = 1")).isEqualTo(2);
  }

  @Test
  void a_worker_told_to_end_hands_its_trials_back() throws IOException {
    for (String signal : List.of("TERM", "INT")) {
      startTwoWorkers();
      long experiment = submit("handed back", 4, "epoch_millis: 1500");
      awaitTrials(experiment, "t.state = 'RUNNING'", 4);
      Process ending = workers.get(0);
      Signals.send(signal, ending.pid());
      ending.onExit().join();

      assertThat(
              trials(
                  experiment,
                  "t.state = 'RUNNING' and t.worker_id = (select w.id from worker w where w.pid = "
                      + ending.pid()
                      + ")"))
          .isZero();
      finish(experiment);
      assertThat(trials(experiment, "t.retries > 0")).isZero();
      assertThat(events(experiment, "reason = 'handed_back'")).isEqualTo(2);
    }
  }

  @Test
  void workers_go_on_while_the_database_is_down() throws Exception {
    long experiment = submit("without a database", 4, "epoch_millis: 1000");
    awaitTrials(experiment, "t.state = 'RUNNING'", 4);
    cluster.postgres().stopImmediately();
    Thread.sleep(5_000L + (ROUNDS > 1 ? 55_000 : 0));
    cluster.postgres().start();

    finish(experiment);
    assertThat(retries(experiment)).isEmpty();
  }

  @Test
  void connections_killed_in_a_loop_cost_nothing() throws Exception {
    long experiment = submit("cut off", 12, "epoch_millis: 300");
    for (int i = 0; i < 15; i++) {
      Thread.sleep(200);
      cluster.count(
          "select count(pg_terminate_backend(pid)) from pg_stat_activity where pid <> pg_backend_pid() and backend_type = 'client backend'");
    }

    finish(experiment);
    assertThat(trials(experiment, "t.state = 'COMPLETED'")).isEqualTo(12);
  }

  @Test
  void commits_whose_answer_is_lost_and_a_pool_of_one_connection_cost_nothing() throws IOException {
    workers.forEach(worker -> worker.destroyForcibly().onExit().join());
    workers.add(
        cluster.startWorker(
            List.of("-Dlost-answers=7"), "--spring.datasource.hikari.maximum-pool-size=1"));
    long experiment = submit("answers lost", 10, "epoch_millis: 100");

    finish(experiment);
    assertThat(trials(experiment, "t.state = 'COMPLETED'")).isEqualTo(10);
    assertThat(models(experiment)).isEqualTo(10);
  }

  @Test
  void a_full_disk_delays_a_trial_and_does_not_fail_it() throws Exception {
    long experiment = submit("disk full", 2, "epoch_millis: 200");
    Path incoming = cluster.home().resolve("artifacts/.incoming");
    awaitTrials(experiment, "t.state = 'RUNNING'", 2);
    Files.move(incoming, incoming.resolveSibling(".aside"));
    Files.writeString(incoming, "no directory, as if nothing could be written");
    awaitTrials(experiment, "t.retries > 0", 2);
    Files.delete(incoming);

    finish(experiment);
    assertThat(trials(experiment, "t.state = 'COMPLETED'")).isEqualTo(2);
    assertThat(models(experiment)).isEqualTo(2);
  }

  @Test
  void a_trial_too_large_for_the_memory_fails_alone() {
    long experiment = submit("too large", 4, "behaviour: {values: [heap, direct, good]}");

    finish(experiment);
    assertThat(trials(experiment, "t.state = 'FAILED' and t.failure_kind = 'OUT_OF_MEMORY'"))
        .isEqualTo(8);
    assertThat(trials(experiment, "t.state = 'COMPLETED'")).isEqualTo(4);
    assertThat(workers).allMatch(Process::isAlive);
  }

  @Test
  void an_error_that_repeats_is_not_tried_again() {
    long experiment = submit("wrong", 2, "behaviour: {values: [error]}");

    finish(experiment);
    assertThat(trials(experiment, "t.attempt = 1 and t.failure_kind = 'ERROR'")).isEqualTo(2);
  }

  @Test
  void a_trial_that_always_kills_its_worker_fails_and_takes_nobody_along() throws Exception {
    long experiment = submit("poison", 1, "behaviour: {values: [poison, good]}");
    while (!isOver(experiment)) {
      startTwoWorkers();
      Thread.sleep(100);
    }

    finish(experiment);
    assertThat(trials(experiment, "t.failure_kind = 'WORKER_LOST' and t.attempt = 4")).isOne();
    assertThat(trials(experiment, "t.state = 'COMPLETED'")).isOne();
  }

  @Test
  void a_trial_that_hangs_is_cancelled_in_seconds_and_its_process_replaced() throws Exception {
    long experiment = submit("hung", 1, "behaviour: {value: hang}", "epoch_millis: 100");
    long trial = awaitTrial(experiment, "t.last_step = 1");
    Thread.sleep(500);
    assertThat(api().post("/api/v1/trials/" + trial + "/cancel").status()).isEqualTo(202);

    Awaitility.await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> trials(experiment, "t.state = 'CANCELLED'") == 1);
    long holder = holderOf(trial);
    workers.removeIf(worker -> worker.pid() == holder && worker.destroyForcibly() != null);
  }

  @Test
  void a_worker_whose_clock_is_an_hour_off_keeps_its_trials_and_takes_no_others()
      throws IOException {
    workers.forEach(worker -> worker.destroyForcibly().onExit().join());
    workers.add(cluster.startWorker(List.of("-Dminutes-off=60")));
    workers.add(cluster.startWorker(List.of("-Dminutes-off=-60")));
    long experiment = submit("wrong clocks", 6, "epoch_millis: 700");

    finish(experiment);
    assertThat(trials(experiment, "t.attempt = 1 and t.state = 'COMPLETED'")).isEqualTo(6);
  }

  @Test
  void a_submission_repeated_under_one_key_is_one_experiment() throws Exception {
    String yaml = yaml("only once", 2);
    List<CompletableFuture<Api.Answer>> answers =
        IntStream.range(0, 8)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> submit(yaml, "once")))
            .toList();
    List<Long> ids = answers.stream().map(answer -> id(answer.join())).distinct().toList();
    server.process().destroyForcibly().onExit().join();
    server = cluster.awaitAnswer(cluster.launchServer(server.port()));

    assertThat(ids).hasSize(1);
    assertThat(id(submit(yaml, "once"))).isEqualTo(ids.get(0));
    finish(ids.get(0));
  }

  @Test
  void pause_resume_cancel_and_delete_race_with_training_and_leave_nothing_behind()
      throws Exception {
    List<Long> experiments = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      experiments.add(submit("raced", 12, "epoch_millis: 60"));
    }
    for (int i = 0; i < 120 * ROUNDS; i++) {
      long one = experiments.get(random.nextInt(experiments.size()));
      String path = "/api/v1/experiments/" + one;
      switch (random.nextInt(12)) {
        case 0, 1, 2, 3 -> api().post(path + "/pause");
        case 4, 5, 6, 7 -> api().post(path + "/resume");
        case 8, 9 -> cancelOneTrialOf(one);
        case 10 -> assertThat(api().post(path + "/cancel").status()).isIn(202, 404, 409);
        default -> assertThat(api().delete(path).status()).isIn(204, 404);
      }
      Thread.sleep(random.nextInt(40));
    }
    for (long experiment : experiments) {
      api().post("/api/v1/experiments/" + experiment + "/resume");
    }

    for (long experiment : experiments) {
      if (api().get("/api/v1/experiments/" + experiment).status() == 200) {
        finish(experiment);
      }
    }
    Awaitility.await()
        .atMost(LIMIT)
        .until(() -> cluster.count("select count(*) from scheduled_tasks") == 0);
    assertThat(
            cluster.count(
                "select count(*) from trial where state in ('QUEUED', 'RUNNING', 'PAUSED')"))
        .isZero();
  }

  private void cancelOneTrialOf(long experiment) {
    cluster
        .jdbc()
        .sql("select id from trial where experiment_id = :id order by random() limit 1")
        .param("id", experiment)
        .query(Long.class)
        .optional()
        .ifPresent(trial -> api().post("/api/v1/trials/" + trial + "/cancel"));
  }

  private long submit(String name, int points, String... parameters) {
    return id(submit(yaml(name, points, parameters), null));
  }

  private Api.Answer submit(String yaml, String key) {
    byte[] body = yaml.getBytes(StandardCharsets.UTF_8);
    return key == null
        ? api().post("/api/v1/experiments", "application/yaml", body)
        : api().post("/api/v1/experiments", "application/yaml", body, "Idempotency-Key", key);
  }

  private static long id(Api.Answer answer) {
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    return answer.body().get("id").asLong();
  }

  private static String yaml(String name, int points, String... parameters) {
    String yaml =
        """
        name: %s
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

  private void finish(long experiment) {
    Awaitility.await("the end of experiment " + experiment + "; see " + cluster.directory())
        .atMost(LIMIT)
        .ignoreExceptions()
        .until(() -> isOver(experiment));
    Awaitility.await().atMost(LIMIT).until(() -> trials(experiment, "t.finished_at is null") == 0);
    cluster.audit(experiment);
  }

  private boolean isOver(long experiment) {
    return cluster.count(
            "select count(*) from experiment where finished_at is not null and id = " + experiment)
        == 1;
  }

  private long trials(long experiment, String condition) {
    return cluster.count(
        "select count(*) from trial t where t.experiment_id = %d and %s"
            .formatted(experiment, condition));
  }

  private List<String> retries(long experiment) {
    return cluster
        .jdbc()
        .sql(
            "select reason from event where experiment_id = :id and previous_state = 'RUNNING' and state = 'QUEUED'")
        .param("id", experiment)
        .query(String.class)
        .list();
  }

  private long events(long experiment, String condition) {
    return cluster.count(
        "select count(*) from event where experiment_id = %d and %s"
            .formatted(experiment, condition));
  }

  private void awaitTrials(long experiment, String condition, int count) {
    Awaitility.await(count + " trials with " + condition + "; see " + cluster.directory())
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> trials(experiment, condition) >= count);
  }

  private long awaitTrial(long experiment, String condition) {
    awaitTrials(experiment, condition, 1);
    return cluster.count(
        "select min(t.id) from trial t where t.experiment_id = %d and %s"
            .formatted(experiment, condition));
  }

  private long holderOf(long trial) {
    return cluster.count(
        "select w.pid from trial t join worker w on w.id = t.worker_id where t.id = " + trial);
  }

  private void killHolder(long trial) {
    long pid = holderOf(trial);
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    Awaitility.await().until(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
    workers.removeIf(worker -> worker.pid() == pid);
  }

  /** Trials whose model is there. */
  private long models(long experiment) {
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
