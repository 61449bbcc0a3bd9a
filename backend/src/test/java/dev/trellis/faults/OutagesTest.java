package dev.trellis.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trellis.testing.Api;
import dev.trellis.testing.MountedDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Tests of missing resources: server, database, disk space, memory, correct time. */
class OutagesTest extends Faults {
  @Test
  void workers_go_on_while_the_server_is_down() throws Exception {
    long experiment = submit("without a server", 12 * ROUNDS, "behavior: {value: held}");
    awaitTrials(experiment, "t.state = 'RUNNING' and t.last_step = 1", 4);
    server.process().destroyForcibly().onExit().join();
    cluster.release();
    awaitTrials(experiment, "t.state = 'COMPLETED'", 12 * ROUNDS);
    server = cluster.awaitAnswer(cluster.launchServer(server.port()));

    finish(experiment);
    assertThat(retries(experiment)).isEmpty();
  }

  @Test
  void workers_go_on_while_the_database_is_down() throws Exception {
    RestartablePostgres postgres = cluster.postgres();
    costsNothing(
        "without a database",
        postgres::stopImmediately,
        5_000 + (ROUNDS > 1 ? 55_000 : 0),
        postgres::start);
  }

  /** PostgreSQL answers queries and finishes no commit, as if its disk or its standby stalls. */
  @Test
  void workers_go_on_while_commits_stall() throws Exception {
    RestartablePostgres postgres = cluster.postgres();
    costsNothing("commits stall", postgres::stallCommits, 7_000, postgres::finishCommits);
  }

  @Test
  void a_machine_that_sleeps_goes_on_where_it_was() throws Exception {
    costsNothing("asleep", () -> signalAll("STOP"), 7_000, () -> signalAll("CONT"));
  }

  private void signalAll(String signal) throws IOException {
    cluster.postgres().signalAll(signal);
    cluster.signalAll(signal);
  }

  /** Starts or ends an outage. */
  private interface Turn {
    void happen() throws IOException;
  }

  /**
   * Four trials, all of them running, go through an outage of that length without another attempt.
   */
  private void costsNothing(String name, Turn begin, long millis, Turn end) throws Exception {
    long experiment = submit(name, 4, "behavior: {value: held}");
    awaitTrials(experiment, "t.state = 'RUNNING' and t.last_step = 1", 4);
    begin.happen();
    Thread.sleep(millis);
    end.happen();
    cluster.release();

    finish(experiment);
    assertThat(retries(experiment)).isEmpty();
  }

  @Test
  void connections_killed_in_a_loop_cost_nothing() throws Exception {
    long experiment = submit("cut off", 12, "behavior: {value: held}");
    awaitTrials(experiment, "t.state = 'RUNNING' and t.last_step = 1", 4);
    for (int i = 0; i < 15; i++) {
      Awaitility.await().atMost(LIMIT).until(() -> killConnections() > 0);
    }
    cluster.release();

    finish(experiment);
    assertThat(trials(experiment, "t.state = 'COMPLETED'")).isEqualTo(12);
  }

  private long killConnections() {
    return cluster.count(
        "select count(pg_terminate_backend(pid)) from pg_stat_activity where pid <> pg_backend_pid() and backend_type = 'client backend'");
  }

  @Test
  void lost_commit_responses_and_single_connection_cost_nothing() throws IOException {
    workers.forEach(worker -> worker.destroyForcibly().onExit().join());
    workers.add(
        cluster.startWorker(
            List.of("-Dlost-answers=3"), "--spring.datasource.hikari.maximum-pool-size=1"));
    long experiment = submit("answers lost", 10, "epoch_millis: 100");

    finish(experiment);
    assertThat(trials(experiment, "t.state = 'COMPLETED'")).isEqualTo(10);
    assertThat(models(experiment)).isEqualTo(10);
  }

  @Test
  void connection_lost_after_claim_costs_nothing() throws IOException {
    workers.forEach(worker -> worker.destroyForcibly().onExit().join());
    workers.add(
        cluster.startWorker(List.of("-Dunanswered=select spec, spec_version from experiment")));
    long experiment = submit("broken at first", 4, "epoch_millis: 100");

    finish(experiment);
    assertThat(retries(experiment)).isEmpty();
    assertThat(trials(experiment, "t.state = 'COMPLETED'")).isEqualTo(4);
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
    long experiment = submit("too large", 4, "behavior: {values: [heap, direct, native, good]}");

    finish(experiment);
    assertThat(trials(experiment, "t.state = 'FAILED' and t.failure_kind = 'OUT_OF_MEMORY'"))
        .isEqualTo(12);
    assertThat(trials(experiment, "t.state = 'COMPLETED'")).isEqualTo(4);
    assertThat(workers).allMatch(Process::isAlive);
  }

  @Test
  void worker_with_wrong_clock_keeps_its_trials() throws IOException {
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

  /** Fills a file system at the directory of work files, which only root may mount. */
  @Test
  void full_file_system_delays_trial_and_does_not_fail_it() throws Exception {
    Path disk = Files.createDirectories(cluster.home().resolve("work"));
    try (MountedDisk mounted = MountedDisk.at(disk, "size=64k")) {
      workers.forEach(worker -> worker.destroyForcibly().onExit().join());
      workers.add(cluster.startWorker(List.of()));
      Path ballast = disk.resolve("ballast");
      assertThatThrownBy(() -> Files.write(ballast, new byte[1 << 17]))
          .isInstanceOf(IOException.class);
      long experiment = submit("no room", 2, "epoch_millis: 100");
      awaitTrials(experiment, "t.retries > 0", 2);
      Files.delete(ballast);

      finish(experiment);
      assertThat(trials(experiment, "t.state = 'COMPLETED'")).isEqualTo(2);
      assertThat(models(experiment)).isEqualTo(2);
      assertThat(retries(experiment)).allMatch(reason -> reason.contains("No space left"));
      workers.forEach(worker -> worker.destroyForcibly().onExit().join());
    }
  }
}
