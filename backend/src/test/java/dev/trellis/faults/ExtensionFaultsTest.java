package dev.trellis.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.testing.Api;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that are killed while they extend a search that is over. */
class ExtensionFaultsTest extends Faults {
  private static final int BEFORE = 4;
  private static final int MORE = 3;
  private static final String RANDOM = "method: random";
  private static final String ASHA =
      "method: random\npruner: {type: asha, min_epochs: 1, reduction_factor: 2}";

  @BeforeEach
  void releaseTrials() throws IOException {
    cluster.release();
  }

  @Test
  void kill_before_the_request_loses_nothing() throws IOException {
    long experiment = finished("killed before", RANDOM);
    killServer();
    CompletableFuture<Void> unanswered = request(experiment);
    restartServer();

    unanswered.join();
    assertExtendedOnce(experiment, RANDOM);
  }

  /** Another transaction keeps it from writing trials, after it has written the extension. */
  @ParameterizedTest
  @ValueSource(strings = {RANDOM, ASHA})
  void kill_within_the_transaction_extends_nothing(String method) throws Exception {
    long experiment = finished("killed within", method);
    CompletableFuture<Void> unanswered;
    try (Connection other = DriverManager.getConnection(cluster.postgres().url());
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("lock table trial in share mode");
      unanswered = request(experiment);
      awaitExtension("a.wait_event_type = 'Lock'", 1);
      killServer();
      other.rollback();
    }
    unanswered.join();
    awaitExtension("true", 0);

    assertThat(extensions(experiment)).isZero();
    assertThat(isOver(experiment)).isTrue();
    assertThat(trials(experiment, "t.state in ('COMPLETED', 'PRUNED')")).isEqualTo(BEFORE);
    restartServer();
    assertExtendedOnce(experiment, method);
  }

  /** The commit is on the disk and waits for a standby; the server never learns of it. */
  @Test
  void kill_after_the_commit_keeps_the_extension() throws IOException {
    long experiment = finished("killed after", ASHA);
    cluster.postgres().stallCommits();
    CompletableFuture<Void> unanswered = request(experiment);
    awaitExtension("a.wait_event = 'SyncRep'", 1);
    killServer();
    cluster.postgres().finishCommits();
    unanswered.join();
    awaitExtension("true", 0);

    assertThat(extensions(experiment)).isOne();
    restartServer();
    assertExtendedOnce(experiment, ASHA);
  }

  @Test
  void kill_while_the_first_new_trial_trains_loses_nothing() throws IOException {
    long experiment = finished("killed in training", ASHA);
    cluster.hold();
    assertThat(extend(experiment).status()).isEqualTo(202);
    awaitTrials(experiment, "t.number >= %d and t.state = 'RUNNING'".formatted(BEFORE), 1);
    killServer();
    workers.forEach(worker -> worker.destroyForcibly().onExit().join());
    cluster.release();
    restartServer();
    startTwoWorkers();

    assertExtendedOnce(experiment, ASHA);
  }

  private long finished(String name, String method) {
    long experiment = id(submit(search(name, method, BEFORE), null));
    finish(experiment);
    return experiment;
  }

  private static String search(String name, String method, int trials) {
    return yaml(name, 1, "behavior: held", "epoch_millis: 20")
        .replace("method: grid", "seed: 11\nmax_trials: %d\n%s".formatted(trials, method))
        .replace("{values: [0]}", "{min: 0, max: 1000}")
        .replace("parallel_trials: 4", "parallel_trials: 2");
  }

  private void killServer() {
    server.process().destroyForcibly().onExit().join();
  }

  private void restartServer() throws IOException {
    server = cluster.awaitAnswer(cluster.launchServer(server.port()));
  }

  /** Sends a request whose answer is not waited for: there may be none. */
  private CompletableFuture<Void> request(long experiment) {
    return CompletableFuture.supplyAsync(() -> extend(experiment))
        .handle((answer, unanswered) -> null);
  }

  private Api.Answer extend(long experiment) {
    return api()
        .post(
            "/api/v1/experiments/%d/extend".formatted(experiment),
            "application/json",
            "{\"trials\": %d}".formatted(MORE).getBytes(UTF_8),
            "Idempotency-Key",
            "extension of " + experiment);
  }

  /** Waits for that many sessions within a transaction that extends a search. */
  private void awaitExtension(String condition, int count) {
    String sessions =
        """
        select count(distinct a.pid) from pg_stat_activity a join pg_locks l on l.pid = a.pid
        where l.relation = 'experiment_extension'::regclass and l.mode = 'RowExclusiveLock'
          and (%s)
        """
            .formatted(condition);
    Awaitility.await().atMost(LIMIT).until(() -> cluster.count(sessions) == count);
  }

  private long extensions(long experiment) {
    return cluster.count(
        "select count(*) from experiment_extension where experiment_id = " + experiment);
  }

  /** Repeats the request, as a client does that got no answer, and lets the search end. */
  private void assertExtendedOnce(long experiment, String method) {
    for (int i = 0; i < 2; i++) {
      Api.Answer again = extend(experiment);
      assertThat(again.status()).as(again.body().toString()).isEqualTo(202);
      assertThat(again.body().at("/trials/planned").asInt()).isEqualTo(BEFORE + MORE);
    }
    finish(experiment);

    assertThat(extensions(experiment)).isOne();
    assertThat(trials(experiment, "t.state not in ('COMPLETED', 'PRUNED')")).isZero();
    assertThat(proposed(experiment)).hasSize(BEFORE + MORE).doesNotHaveDuplicates();
    long whole = id(submit(search("whole", method, BEFORE + MORE), null));
    finish(whole);
    assertThat(proposed(experiment)).isEqualTo(proposed(whole));
  }

  private List<String> proposed(long experiment) {
    return cluster
        .jdbc()
        .sql(
            "select number || ' ' || seed || ' ' || assignment from trial where experiment_id = :id order by number, id")
        .param("id", experiment)
        .query(String.class)
        .list();
  }
}
