package dev.trellis.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests of workers that crash, freeze or are stopped while trials train: no trial, epoch or file
 * may be lost or left over.
 */
class FaultsTest extends Faults {
  @Test
  void worker_killed_at_any_moment_costs_one_attempt() throws IOException {
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
      awaitEpochs(experiment, 1 + random.nextInt(30));
      killOneThatTrains(experiment);
      startTwoWorkers();
    }

    finish(experiment);
    assertThat(trials(experiment, "t.state = 'COMPLETED'")).isEqualTo(40);
    assertThat(trials(experiment, "t.retries > 0")).isPositive();
  }

  /** Waits until the search has trained that many epochs more, or is over. */
  private void awaitEpochs(long experiment, long more) {
    String epochs =
        "select count(*) from metric_point p join trial t on t.id = p.trial_id where t.experiment_id = "
            + experiment;
    long goal = cluster.count(epochs) + more;
    Awaitility.await()
        .atMost(LIMIT)
        .until(() -> cluster.count(epochs) >= goal || isOver(experiment));
  }

  private void killOneThatTrains(long experiment) {
    cluster
        .jdbc()
        .sql(
            "select w.pid from trial t join worker w on w.id = t.worker_id where t.experiment_id = :id and t.state = 'RUNNING' order by random() limit 1")
        .param("id", experiment)
        .query(Long.class)
        .optional()
        .stream()
        .flatMap(pid -> workers.stream().filter(worker -> worker.pid() == pid))
        .forEach(worker -> worker.destroyForcibly().onExit().join());
  }

  @Test
  void frozen_worker_loses_trials_and_continues_when_resumed() throws Exception {
    long experiment = submit("frozen", 4, "epoch_millis: 2500");
    awaitTrials(experiment, "t.state = 'RUNNING' and t.last_step >= 1", 4);
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

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT"})
  void a_worker_told_to_end_hands_its_trials_back(String signal) throws IOException {
    assumeThat(signal.equals("TERM") || Signals.interruptsReachChildren())
        .as("these tests run in the background of a shell, where SIGINT is ignored")
        .isTrue();
    startTwoWorkers();
    long experiment = submit("handed back", 4, "epoch_millis: 3000");
    awaitTrials(experiment, "t.state = 'RUNNING'", 4);
    Process ending = workers.get(0);
    Signals.send(signal, ending.pid());
    ending.onExit().orTimeout(60, TimeUnit.SECONDS).join();

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

  @Test
  void an_error_that_repeats_is_not_tried_again() {
    long experiment = submit("wrong", 2, "behavior: {values: [error]}");

    finish(experiment);
    assertThat(trials(experiment, "t.attempt = 1 and t.failure_kind = 'ERROR'")).isEqualTo(2);
  }

  @Test
  void trial_that_kills_workers_fails_alone() throws Exception {
    long experiment = submit("poison", 1, "behavior: {values: [poison, good]}");
    Awaitility.await()
        .atMost(Duration.ofMinutes(5))
        .until(
            () -> {
              startTwoWorkers();
              return isOver(experiment);
            });

    finish(experiment);
    assertThat(trials(experiment, "t.failure_kind = 'WORKER_LOST' and t.attempt = 4")).isOne();
    assertThat(trials(experiment, "t.state = 'COMPLETED'")).isOne();
  }

  @Test
  void hanging_trial_is_cancelled_and_process_replaced() throws Exception {
    long experiment = submit("hung", 1, "behavior: {value: hang}", "epoch_millis: 100");
    long trial = awaitTrial(experiment, "t.last_step = 1");
    Awaitility.await().atMost(LIMIT).until(cluster::someTrialHangs);
    assertThat(api().post("/api/v1/trials/" + trial + "/cancel").status()).isEqualTo(202);

    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> trials(experiment, "t.state = 'CANCELLED'") == 1);
    long holder = holderOf(trial);
    workers.removeIf(worker -> worker.pid() == holder && worker.destroyForcibly() != null);
  }

  @Test
  void control_races_with_training_and_leaves_nothing_behind() throws Exception {
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
      Thread.sleep(random.nextInt(40)); // the schedule of the race, not a wait
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

  @Test
  void short_search_does_not_wait_for_long_search() {
    String yaml =
        yaml("large", 1, "epoch_millis: 30")
            .replace("point: {values: [0]}", "point: {min: 0, max: 9999}")
            .replace("parallel_trials: 4", "parallel_trials: 500");
    long large = id(submit(yaml, null));
    awaitTrials(large, "t.state = 'COMPLETED'", 4);
    long before = trials(large, "t.finished_at is not null");
    long small = submit("small", 3, "epoch_millis: 30");

    finish(small);
    assertThat(trials(large, "t.finished_at is not null") - before).isLessThan(200);
    assertThat(api().post("/api/v1/experiments/" + large + "/cancel").status()).isEqualTo(202);
    finish(large);
  }
}
