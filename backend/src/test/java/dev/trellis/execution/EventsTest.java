package dev.trellis.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.execution.event.Event;
import dev.trellis.execution.event.EventStore;
import dev.trellis.testing.Api;
import dev.trellis.testing.Texts;
import dev.trellis.testing.TrellisTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** The log of changes, page by page and as a stream. */
@TrellisTest
class EventsTest {
  @LocalServerPort int port;
  @Autowired EventStore log;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transaction;
  @Autowired PlatformTransactionManager transactions;
  Api api;

  @BeforeEach
  void importText() {
    api = new Api(port);
    api.upload("sentences", Texts.sentences(3_000));
  }

  @Test
  void every_change_of_state_is_told_with_who_and_why() {
    long experiment = submit();
    api.awaitEnd(experiment);

    assertThat(events("experiment=" + experiment + "&size=200"))
        .containsExactly(
            "- QUEUED USER submitted",
            "0: - QUEUED PLANNER proposed",
            "QUEUED RUNNING WORKER first_trial",
            "0: QUEUED RUNNING WORKER claimed",
            "0: RUNNING COMPLETED WORKER max_epochs",
            "RUNNING COMPLETED PLANNER no_trial_left");
    long trial =
        jdbc.sql("select id from trial where experiment_id = :id")
            .param("id", experiment)
            .query(Long.class)
            .single();
    assertThat(events("trial=" + trial)).hasSize(3);

    api.delete("/api/v1/experiments/" + experiment);
    assertThat(events("experiment=" + experiment))
        .last()
        .isEqualTo("COMPLETED DELETED USER deleted");
  }

  @Test
  void a_stream_goes_on_after_the_last_event_received() {
    try (Stream<String> first = stream("")) {
      long experiment = submit();
      api.awaitEnd(experiment);
      List<String> ids = new CopyOnWriteArrayList<>();
      Thread reader =
          new Thread(() -> first.filter(line -> line.startsWith("id:")).limit(6).forEach(ids::add));
      reader.start();
      Awaitility.await().until(() -> ids.size() == 6);
      assertThat(ids).doesNotHaveDuplicates();

      try (Stream<String> second = stream(ids.get(2).substring("id:".length()))) {
        assertThat(second.filter(line -> line.startsWith("id:")).limit(3))
            .containsExactlyElementsOf(ids.subList(3, 6));
      }
    }
    assertThat(api.get("/api/v1/events/stream?experiment=x").status()).isEqualTo(422);
  }

  @Test
  void streams_of_one_client_are_limited_until_it_closes_some() {
    List<HttpResponse<Stream<String>>> open = new ArrayList<>();
    try {
      HttpResponse<Stream<String>> last = open("");
      while (last.statusCode() == 200 && open.size() < 64) {
        open.add(last);
        last = open("");
      }
      assertThat(open.size()).isBetween(1, 63);
      assertThat(last.statusCode()).isEqualTo(503);
      assertThat(last.headers().firstValue("Retry-After")).isPresent();
      assertThat(last.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    } finally {
      open.forEach(each -> each.body().close());
    }
    Awaitility.await()
        .untilAsserted(
            () -> {
              HttpResponse<Stream<String>> next = open("");
              next.body().close();
              assertThat(next.statusCode()).isEqualTo(200);
            });
  }

  @Test
  void what_commits_late_is_not_missed_though_its_number_is_lower() {
    Event.Position start = log.end();
    long[] late = new long[1];
    transaction.executeWithoutResult(
        status -> {
          late[0] = insertEvent();
          long early = insertEventInItsOwnTransaction();
          assertThat(early).isGreaterThan(late[0]);
          assertThat(log.after(start, -7L, 100)).isEmpty();
        });

    assertThat(log.after(start, -7L, 100))
        .extracting(event -> event.position().id())
        .startsWith(late[0])
        .hasSize(2);
  }

  private long insertEventInItsOwnTransaction() {
    TransactionTemplate own = new TransactionTemplate(transactions);
    own.setPropagationBehavior(TransactionTemplate.PROPAGATION_REQUIRES_NEW);
    return own.execute(status -> insertEvent());
  }

  private long insertEvent() {
    return jdbc.sql(
            "insert into event (experiment_id, state, actor) values (-7, 'QUEUED', 'USER') returning id")
        .query(Long.class)
        .single();
  }

  @Test
  void an_id_that_is_none_is_answered_as_a_mistake() {
    HttpResponse<Stream<String>> answer = open("yesterday");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(String.join("", answer.body().toList())).contains("yesterday");
  }

  private Stream<String> stream(String lastEventId) {
    return open(lastEventId).body();
  }

  private HttpResponse<Stream<String>> open(String lastEventId) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/events/stream"));
    if (!lastEventId.isEmpty()) {
      request.header("Last-Event-ID", lastEventId);
    }
    return HttpClient.newHttpClient().sendAsync(request.build(), BodyHandlers.ofLines()).join();
  }

  private List<String> events(String filter) {
    JsonNode items = api.get("/api/v1/events?" + filter).body().get("items");
    List<String> told =
        StreamSupport.stream(items.spliterator(), false).map(EventsTest::told).toList();
    return Stream.iterate(told.size() - 1, i -> i >= 0, i -> i - 1).map(told::get).toList();
  }

  private static String told(JsonNode event) {
    String trial = event.get("number").isNull() ? "" : event.get("number").asLong() + ": ";
    String before =
        event.get("previous_state").isNull() ? "-" : event.get("previous_state").asString();
    return "%s%s %s %s %s"
        .formatted(
            trial,
            before,
            event.get("state").asString(),
            event.get("actor").asString(),
            event.get("reason").asString());
  }

  private long submit() {
    return api.submit(
            """
            name: told
            reuse: false
            dataset: sentences
            metric: {name: val_loss}
            method: grid
            early_stopping: {max_epochs: 1}
            parameters:
              hidden_units: {value: 8}
              minibatch_size: {value: 8}
              sequence_length: {value: 20}
            """)
        .body()
        .get("id")
        .asLong();
  }
}
