package dev.trellis.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.testing.Api;
import dev.trellis.testing.SentencesTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Pause, resume, cancel, change and delete while trials train. */
class ControlTest extends SentencesTest {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  @Test
  void a_paused_experiment_stops_and_goes_on_where_it_was_resumed() {
    long experiment = submit("paused", 4, 3, 100_000);
    awaitRunning(experiment, 2);

    assertThat(post(experiment, "pause").status()).isEqualTo(202);

    Awaitility.await()
        .atMost(LIMIT)
        .until(() -> states(experiment).stream().noneMatch("RUNNING"::equals));
    assertThat(states(experiment)).doesNotContain("QUEUED").contains("PAUSED");
    assertThat(queued(experiment)).isZero();
    assertThat(experiment(experiment).get("state").asString()).isEqualTo("PAUSED");
    Map<Long, String> firstStarts = starts(experiment);
    assertThat(firstStarts).as("trials that have started, though they wait").hasSizeGreaterThan(1);
    assertThat(post(experiment, "pause").status()).as("a repeated request").isEqualTo(202);

    jdbc.sql(
            """
            update experiment set spec = jsonb_set(spec::jsonb, '{early_stopping,max_epochs}', '2')
            where id = :id
            """)
        .param("id", experiment)
        .update();

    assertThat(post(experiment, "resume").status()).isEqualTo(202);
    assertThat(post(experiment, "resume").status()).as("a repeated request").isEqualTo(202);
    api.awaitEnd(experiment);

    assertThat(starts(experiment)).hasSize(4).containsAllEntriesOf(firstStarts);
    assertThat(states(experiment)).hasSize(4).containsOnly("COMPLETED");
    assertThat(queued(experiment)).isZero();
  }

  @Test
  void a_pause_taken_back_at_once_leaves_no_trial_behind() {
    long experiment = submit("hesitant", 6, 3, 10);
    for (int i = 0; i < 10; i++) {
      post(experiment, "pause");
      post(experiment, "resume");
    }
    api.awaitEnd(experiment);

    assertThat(states(experiment)).hasSize(6).containsOnly("COMPLETED");
  }

  @Test
  void a_paused_experiment_does_not_use_up_its_wall_clock() {
    long experiment = submit("patient", 100, 2, 100_000, "budget: {wall_clock: 1h}\n");
    awaitRunning(experiment, 2);
    post(experiment, "pause");
    passTwoHours(experiment, "paused_at");
    post(experiment, "resume");
    api.post("/api/v1/trials/" + awaitTrial(experiment, "RUNNING") + "/cancel");

    awaitRunning(experiment, 2);
    assertThat(experiment(experiment).get("state").asString()).isEqualTo("RUNNING");
    passTwoHours(experiment, "started_at");
    JsonNode ended = api.awaitEnd(experiment);

    assertThat(ended.get("end_reason").asString()).isEqualTo("budget");
    assertThat(states(experiment)).containsOnly("CANCELLED");
  }

  @Test
  void a_paused_experiment_can_be_cancelled() {
    long experiment = submit("given up", 4, 2, 100_000);
    awaitRunning(experiment, 2);
    post(experiment, "pause");

    assertThat(post(experiment, "cancel").status()).isEqualTo(202);

    Awaitility.await()
        .atMost(LIMIT)
        .until(() -> states(experiment).stream().allMatch("CANCELLED"::equals));
  }

  @Test
  void trial_is_cancelled_in_any_state_and_others_continue() {
    long experiment = submit("picky", 4, 3, 100_000);
    awaitRunning(experiment, 2);
    List<JsonNode> trials = trials(experiment);
    long running = idOf(trials, "RUNNING");
    long waiting = idOf(trials, "QUEUED");

    assertThat(api.post("/api/v1/trials/" + running + "/cancel").status()).isEqualTo(202);
    assertThat(api.post("/api/v1/trials/" + waiting + "/cancel").status()).isEqualTo(202);

    Awaitility.await()
        .atMost(LIMIT)
        .until(() -> stateOf(running).equals("CANCELLED") && stateOf(waiting).equals("CANCELLED"));
    assertThat(api.post("/api/v1/trials/" + running + "/cancel").status()).isEqualTo(202);
    awaitRunning(experiment, 2);
    post(experiment, "pause");
    long paused = awaitTrial(experiment, "PAUSED");
    assertThat(api.post("/api/v1/trials/" + paused + "/cancel").status()).isEqualTo(202);
    assertThat(stateOf(paused)).isEqualTo("CANCELLED");
    post(experiment, "cancel");
  }

  @Test
  void limits_and_priority_change_while_it_runs() {
    long experiment = submit("growing", 3, 1, 100_000);
    awaitRunning(experiment, 1);

    Api.Answer grown =
        change(
            experiment,
            "{max_trials: 5, parallel_trials: 2, priority: 7, budget: {wall_clock: 1h}}");

    assertThat(grown.status()).isEqualTo(200);
    assertThat(grown.body().at("/spec/max_trials").asInt()).isEqualTo(5);
    assertThat(grown.body().at("/spec/budget/wall_clock").asString()).isEqualTo("PT1H");
    assertThat(grown.body().get("priority").asInt()).isEqualTo(7);
    assertThat(grown.body().at("/trials/planned").asInt()).isEqualTo(5);
    awaitRunning(experiment, 2);
    assertThat(change(experiment, "{budget: null}").body().at("/spec/budget").isMissingNode())
        .isTrue();

    change(experiment, "{max_trials: 2}");
    trials(experiment).forEach(trial -> api.post("/api/v1/trials/" + trial.get("id") + "/cancel"));
    api.awaitEnd(experiment);

    assertThat(states(experiment)).hasSize(2);
    assertThat(change(experiment, "{max_trials: 9}").status()).isEqualTo(409);
  }

  @Test
  void a_change_that_is_not_possible_says_why() {
    long experiment = submit("fixed", 3, 2, 100_000);

    Api.Answer few = change(experiment, "{max_trials: 1}");
    Api.Answer other = change(experiment, "{seed: 1, method: grid}");
    Api.Answer wrong = change(experiment, "{priority: 101, parallel_trials: 0}");

    assertThat(few.status()).isEqualTo(422);
    assertThat(few.body().at("/violations/0/message").asString())
        .contains("2 trials have been proposed already");
    assertThat(other.body().findValuesAsString("pointer")).containsExactly("/seed", "/method");
    assertThat(wrong.body().findValuesAsString("pointer"))
        .containsExactlyInAnyOrder("/priority", "/parallel_trials");
    assertThat(change(experiment, "[]").status()).isEqualTo(422);
    assertThat(change(999_999_999, "{priority: 1}").status()).isEqualTo(404);
    post(experiment, "cancel");
  }

  @Test
  void running_experiment_is_deleted_and_no_write_follows() {
    long doomed = submit("doomed", 100, 3, 100_000);
    awaitRunning(doomed, 2);

    assertThat(api.delete("/api/v1/experiments/" + doomed).status()).isEqualTo(204);

    assertThat(api.get("/api/v1/experiments/" + doomed).status()).isEqualTo(404);
    long next = submit("next", 2, 2, 2);
    assertThat(api.awaitEnd(next).get("state").asString()).isEqualTo("COMPLETED");
    assertThat(count("select count(*) from trial where experiment_id = " + doomed)).isZero();
    assertThat(count("select count(*) from scheduled_tasks")).isZero();
    assertThat(
            count(
                "select count(*) from event where state = 'DELETED' and experiment_id = " + doomed))
        .isOne();
  }

  /** Moves the start of the experiment, and the start of its pause if that is named, to earlier. */
  private void passTwoHours(long experiment, String since) {
    String earlier =
        since.equals("started_at") ? "" : ", %1$s = %1$s - interval '2h'".formatted(since);
    jdbc.sql(
            "update experiment set started_at = started_at - interval '2h'%s where id = :id"
                .formatted(earlier))
        .param("id", experiment)
        .update();
  }

  private long submit(String name, int trials, int atOnce, int epochs, String... more) {
    Api.Answer answer =
        api.submit(
            """
            name: %s
            reuse: false
            dataset: sentences
            metric: {name: val_loss}
            method: random
            max_trials: %d
            parallel_trials: %d
            early_stopping: {max_epochs: %d, patience: %4$d}
            parameters:
              learning_rate: {min: 0.001, max: 0.02}
              hidden_units: {value: 8}
              minibatch_size: {value: 8}
              sequence_length: {value: 20}
            """
                    .formatted(name, trials, atOnce, epochs)
                + String.join("", more));
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    return answer.body().get("id").asLong();
  }

  private Api.Answer post(long experiment, String action) {
    return api.post("/api/v1/experiments/%d/%s".formatted(experiment, action));
  }

  private Api.Answer change(long experiment, String yaml) {
    return api.patch("/api/v1/experiments/" + experiment, "application/yaml", yaml);
  }

  private JsonNode experiment(long id) {
    return api.get("/api/v1/experiments/" + id).body();
  }

  private List<JsonNode> trials(long experiment) {
    String path = "/api/v1/experiments/%d/trials?sort=number".formatted(experiment);
    return StreamSupport.stream(api.get(path).body().get("items").spliterator(), false).toList();
  }

  /** Returns when each trial that has started did so, by id. */
  private Map<Long, String> starts(long experiment) {
    return trials(experiment).stream()
        .filter(trial -> !trial.get("started_at").isNull())
        .collect(
            Collectors.toMap(
                trial -> trial.get("id").asLong(), trial -> trial.get("started_at").asString()));
  }

  private List<String> states(long experiment) {
    return trials(experiment).stream().map(trial -> trial.get("state").asString()).toList();
  }

  private String stateOf(long trial) {
    return api.get("/api/v1/trials/" + trial).body().get("state").asString();
  }

  private static long idOf(List<JsonNode> trials, String state) {
    return trials.stream()
        .filter(trial -> trial.get("state").asString().equals(state))
        .findFirst()
        .orElseThrow()
        .get("id")
        .asLong();
  }

  private long awaitTrial(long experiment, String state) {
    Awaitility.await().atMost(LIMIT).until(() -> states(experiment).contains(state));
    return idOf(trials(experiment), state);
  }

  private void awaitRunning(long experiment, int count) {
    Awaitility.await(count + " running")
        .atMost(Duration.ofSeconds(30))
        .until(() -> states(experiment).stream().filter("RUNNING"::equals).count() == count);
  }

  private long queued(long experiment) {
    return count(
        """
        select count(*) from scheduled_tasks s join trial t on t.id = s.task_instance::bigint
        where t.experiment_id = %d
        """
            .formatted(experiment));
  }

  private long count(String sql) {
    return jdbc.sql(sql).query(Long.class).single();
  }
}
