package dev.trellis.execution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.execution.claim.Claim;
import dev.trellis.execution.worker.WorkerInstruction;
import dev.trellis.stopping.StopReason;
import dev.trellis.testing.Api;
import dev.trellis.training.FailureKind;
import dev.trellis.training.TrialOutcome;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Extensions of searches that are about to end, are paused, or train replicas. */
class EndingSearchTest extends AttemptsByHand {
  @Test
  void search_whose_trials_still_stop_is_extended_once_they_have() {
    long experiment = submit("method: random\nmax_trials: 10\nstop_when: {failed_trials: 1}");
    Claim running = claim(trial(experiment, 0));
    fail(claim(trial(experiment, 1)));

    assertThat(pointers(extend(experiment, "{\"trials\": 2}"))).containsExactly("/stop_when");
    Api.Answer early = extend(experiment, "{\"trials\": 2, \"stop_when\": null}");
    assertThat(early.status()).isEqualTo(409);
    assertThat(early.body().get("detail").asString())
        .contains("ended by failures", "1 of its trials are still stopping", "repeat the request");
    assertThat(patch(experiment, "priority: 3").status()).isEqualTo(200);

    trials.cancel(running, WorkerInstruction.CANCEL, 0);
    planner.tend(experiment);
    Api.Answer extended = extend(experiment, "{\"trials\": 2, \"stop_when\": null}");

    assertThat(extended.status()).as(extended.body().toString()).isEqualTo(202);
    assertThat(extended.body().at("/trials/planned").asInt()).isEqualTo(12);
    assertThat(states(experiment)).containsExactly("QUEUED", "FAILED", "QUEUED");
  }

  @Test
  void budget_raised_while_trials_stop_loses_no_trial() {
    long experiment =
        submit("method: random\nmax_trials: 3\nbudget: {wall_clock: 1h}\nparallel_trials: 2");
    Claim running = claim(trial(experiment, 0));
    jdbc.sql("update experiment set started_at = started_at - interval '2 hours' where id = :id")
        .param("id", experiment)
        .update();
    planner.tend(experiment);
    assertThat(states(experiment)).containsExactly("RUNNING", "CANCELLED");

    assertThat(pointers(extend(experiment, "{\"trials\": 2}")))
        .containsExactly("/budget/wall_clock");
    String more = "{\"budget\": {\"wall_clock\": \"9h\"}}";
    assertThat(extend(experiment, more).status()).isEqualTo(409);
    api.post("/api/v1/experiments/%d/pause".formatted(experiment));
    claims.handBack(running);
    assertThat(extend(experiment, more).status()).isEqualTo(202);
    api.post("/api/v1/experiments/%d/resume".formatted(experiment));

    assertThat(states(experiment)).containsExactly("QUEUED", "QUEUED");
    assertThat(
            jdbc.sql("select end_reason from experiment where id = :id")
                .param("id", experiment)
                .query(String.class)
                .optional())
        .isEmpty();
  }

  @Test
  void extension_while_replicas_train_keeps_to_parallel_trials() {
    long experiment =
        submit(
            "method: random\nmax_trials: 2\nreplicate: {top: 1, seeds: 3}\n"
                + "pruner: {type: median, min_epochs: 1}");
    complete(experiment);
    assertThat(states(experiment)).containsExactly("COMPLETED", "COMPLETED", "QUEUED", "QUEUED");

    assertThat(extend(experiment, "{\"trials\": 4}").status()).isEqualTo(202);

    assertThat(states(experiment)).containsExactly("COMPLETED", "COMPLETED", "QUEUED", "QUEUED");
    complete(experiment);
    assertThat(states(experiment)).endsWith("COMPLETED", "QUEUED", "QUEUED").hasSize(6);
    complete(experiment);
    complete(experiment);
    complete(experiment);
    complete(experiment);
    assertThat(api.get("/api/v1/experiments/" + experiment).body().get("state").asString())
        .isEqualTo("COMPLETED");
    assertThat(count(experiment, "replica_of is null")).isEqualTo(6);
  }

  @Test
  void open_grid_of_which_all_points_are_planned_is_not_extended() {
    long experiment = submit("method: grid");

    Api.Answer answer = extend(experiment, "{\"trials\": 5}");

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.body().get("detail").asString())
        .contains("All 4 points", "method random or tpe");
    assertThat(count(experiment, "true")).isEqualTo(2);
  }

  @Test
  void paused_search_is_extended_and_waits_for_its_resumption() {
    long experiment = submit("method: random\nmax_trials: 2");
    api.post("/api/v1/experiments/%d/pause".formatted(experiment));
    String request = "{\"trials\": 2, \"budget\": {\"wall_clock\": \"9h\"}}";
    String reordered = "{\"budget\": {\"wall_clock\": \"9h\"}, \"trials\": 2}";

    assertThat(extend(experiment, request, "Idempotency-Key", "one").status()).isEqualTo(202);
    Api.Answer again = extend(experiment, reordered, "Idempotency-Key", "one");

    assertThat(again.status()).as(again.body().toString()).isEqualTo(202);
    assertThat(again.body().at("/trials/planned").asInt()).isEqualTo(4);
    assertThat(states(experiment)).containsExactly("PAUSED", "PAUSED");
    api.post("/api/v1/experiments/%d/resume".formatted(experiment));
    complete(experiment);
    complete(experiment);
    assertThat(states(experiment)).hasSize(4).containsOnly("COMPLETED");
    assertThat(api.get("/api/v1/experiments/" + experiment).body().get("state").asString())
        .isEqualTo("COMPLETED");
  }

  private long submit(String search) {
    Api.Answer answer =
        api.submit(
            """
            name: ending
            reuse: false
            dataset: sentences
            metric: {name: val_loss}
            %s
            early_stopping: {max_epochs: 2}
            parameters:
              learning_rate: {values: [0.001, 0.01]}
              dropout: {values: [0.0, 0.2]}
              hidden_units: {value: 8}
              minibatch_size: {value: 8}
              sequence_length: {value: 20}
            """
                .formatted(search.contains("parallel") ? search : search + "\nparallel_trials: 2"));
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    return answer.body().get("id").asLong();
  }

  private long trial(long experiment, int number) {
    return jdbc.sql("select id from trial where experiment_id = :id and number = :number")
        .param("id", experiment)
        .param("number", number)
        .query(Long.class)
        .single();
  }

  private Claim claim(long trial) {
    take(trial, "worker");
    return claims.claim(trial, "worker", false).orElseThrow();
  }

  private void fail(Claim claim) {
    StopReason reason = new StopReason("error", 0, null, null, null);
    trials.fail(claim, new TrialOutcome.Failed(FailureKind.ERROR, reason, "wrong"));
    planner.tend(claim.experimentId());
  }

  /** Completes the queued trials. */
  private void complete(long experiment) {
    jdbc.sql(
            """
            update trial set state = 'RUNNING', attempt = 1, started_at = now()
            where experiment_id = :id and state = 'QUEUED'
            """)
        .param("id", experiment)
        .update();
    jdbc.sql(
            """
            update trial
            set state = 'COMPLETED', finished_at = now(), best_value = 1 + number, best_step = 1,
                last_value = 1, last_step = 1, stop_reason = '{"rule": "max_epochs", "step": 1}'
            where experiment_id = :id and state = 'RUNNING'
            """)
        .param("id", experiment)
        .update();
    planner.tend(experiment);
  }

  private Api.Answer extend(long experiment, String json, String... headers) {
    return api.post(
        "/api/v1/experiments/%d/extend".formatted(experiment),
        "application/json",
        json.getBytes(UTF_8),
        headers);
  }

  private Api.Answer patch(long experiment, String yaml) {
    return api.patch("/api/v1/experiments/" + experiment, "application/yaml", yaml);
  }

  private static List<String> pointers(Api.Answer answer) {
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(422);
    return answer.body().findValuesAsString("pointer");
  }

  private List<String> states(long experiment) {
    return jdbc.sql("select state from trial where experiment_id = :id order by number")
        .param("id", experiment)
        .query(String.class)
        .list();
  }

  private int count(long experiment, String condition) {
    return jdbc.sql("select count(*) from trial where experiment_id = :id and " + condition)
        .param("id", experiment)
        .query(Integer.class)
        .single();
  }
}
