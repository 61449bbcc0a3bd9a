package dev.trellis.database.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.trellis.problem.ProblemKind;
import dev.trellis.testing.Api;
import dev.trellis.testing.SeededTrials;
import dev.trellis.testing.Texts;
import dev.trellis.testing.TrellisTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

@TrellisTest
@TestPropertySource(
    properties = {"trellis.worker.mode=none", "spring.datasource.hikari.maximum-pool-size=4"})
class OutageResolverTest {
  @LocalServerPort int port;
  @Autowired DataSource dataSource;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transactions;

  @Test
  void exhausted_connection_pool_is_answered_with_503() throws SQLException {
    Api api = new Api(port);
    Deque<Connection> taken = new ArrayDeque<>();
    try {
      takeAll(taken);

      assertUnavailable(api.get("/api/v1/experiments"), "database does not answer");
      assertThat(api.get("/actuator/health").status()).isEqualTo(503);
      assertThat(api.get("/actuator/health/liveness").status()).isEqualTo(200);
    } finally {
      for (Connection connection : taken) {
        connection.close();
      }
    }
    assertThat(api.get("/api/v1/experiments").status()).isEqualTo(200);
  }

  private void takeAll(Deque<Connection> taken) throws SQLException {
    try {
      while (true) {
        taken.add(dataSource.getConnection());
      }
    } catch (SQLTransientConnectionException exhausted) {
      assertThat(taken).isNotEmpty();
    }
  }

  @Test
  void connection_that_is_lost_inside_a_transaction_is_an_outage() {
    Throwable failure =
        catchThrowable(() -> transactions.executeWithoutResult(inside -> terminateOwnConnection()));

    assertThat(Outage.of(failure)).as("%s", failure).isEqualTo(Outage.DATABASE_AWAY);
  }

  private void terminateOwnConnection() {
    long own = jdbc.sql("select pg_backend_pid()").query(Long.class).single();
    try (Connection other = dataSource.getConnection();
        Statement statement = other.createStatement()) {
      statement.execute("select pg_terminate_backend(%d, 10000)".formatted(own));
    } catch (SQLException e) {
      throw new IllegalStateException(e.getMessage());
    }
    jdbc.sql("select 1").query(Integer.class).single();
  }

  @Test
  void deadlock_is_answered_with_503_and_stores_nothing() throws Exception {
    Api api = new Api(port);
    assertThat(api.upload("locked", Texts.sentences(100)).status()).isEqualTo(201);
    SeededTrials trials = new SeededTrials(jdbc, "locked");
    long experiment = trials.experiment("locked", "MINIMIZE", Map.of());
    trials.trial(experiment, 1, Map.of(), 1);
    trials.trial(experiment, 2, Map.of(), 2);
    String path = "/api/v1/experiments/" + experiment;
    try (Connection other = dataSource.getConnection();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("set local deadlock_timeout = '1h'"); // the request is the one that ends
      lock(statement, experiment, "desc");
      CompletableFuture<Api.Answer> deletion =
          CompletableFuture.supplyAsync(() -> api.delete(path));
      awaitWaiter();
      lock(statement, experiment, "asc");

      assertUnavailable(deletion.join(), "deadlock");
      other.rollback();
    }
    assertThat(api.get(path + "/trials").body().get("items")).hasSize(2);
  }

  private static void lock(Statement statement, long experiment, String order) throws SQLException {
    statement.execute(
        "select id from trial where experiment_id = %d order by id %s limit 1 for update"
            .formatted(experiment, order));
  }

  private void awaitWaiter() {
    Awaitility.await("the request to wait for a lock")
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                jdbc.sql(
                            "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()")
                        .query(Integer.class)
                        .single()
                    > 0);
  }

  private static void assertUnavailable(Api.Answer answer, String words) {
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(503);
    assertThat(answer.raw().headers().firstValue("Retry-After"))
        .contains(ProblemKind.RETRY_SECONDS);
    assertThat(answer.body().get("detail").asString()).contains(words);
  }
}
