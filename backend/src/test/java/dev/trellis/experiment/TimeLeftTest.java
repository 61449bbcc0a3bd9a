package dev.trellis.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trellis.testing.Api;
import dev.trellis.testing.SeededTrials;
import dev.trellis.testing.Texts;
import dev.trellis.testing.TrellisTest;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Tests of the estimated time left, which depends on ended and running trials. */
@TrellisTest
class TimeLeftTest {
  @LocalServerPort int port;
  @Autowired JdbcClient jdbc;
  Api api;
  long experiment;

  /** Ten trials, four of them over after 60 s each, as many at once as four. */
  @BeforeEach
  void seed() {
    api = new Api(port);
    api.upload("sentences", Texts.sentences(1_000));
    SeededTrials trials = new SeededTrials(jdbc, "sentences");
    experiment = trials.experiment("under way", "MINIMIZE", Map.of());
    for (int number = 0; number < 4; number++) {
      trials.trial(experiment, number, Map.of(), 1.0);
    }
  }

  @Test
  void time_left_follows_ended_trials_and_parallelism() {
    assertThat(secondsLeft()).isCloseTo(60.0 * 6 / 4, within(1.0));
    run(4, 30);
    run(5, 30);
    assertThat(secondsLeft()).isCloseTo((60.0 * 6 - 2 * 30) / 2, within(20.0));
  }

  @Test
  void slow_trial_does_not_count_as_ended() {
    run(4, 3_600);

    assertThat(secondsLeft()).isCloseTo(60.0 * 5, within(1.0));
  }

  @Test
  void time_left_is_unknown_if_only_slow_trials_are_left() {
    jdbc.sql("update experiment set trial_count = 6, proposed = 6 where id = ?")
        .param(experiment)
        .update();
    run(4, 3_600);
    run(5, 3_600);
    jdbc.sql(
            """
            update experiment set state = 'RUNNING', finished_at = null, parallel_trials = 2
            where id = ?
            """)
        .param(experiment)
        .update();

    JsonNode left = api.get("/api/v1/experiments/" + experiment).body().get("seconds_left");

    assertThat(left.isNull()).as("seconds left: " + left).isTrue();
  }

  @Test
  void paused_and_pruned_trials_inform_the_forecast() {
    jdbc.sql(
            """
            insert into trial (
              experiment_id, number, state, attempt, assignment, seed, parameter_count, trained,
              finished_at, pause_reason)
            values (:experiment, 4, 'PRUNED', 1, '{}', 1, 1, interval '10 seconds', now(), null),
              (:experiment, 5, 'PAUSED', 1, '{}', 1, 1, interval '20 seconds', null, 'RUNG')
            """)
        .param("experiment", experiment)
        .update();

    assertThat(secondsLeft()).isCloseTo((4 * 60.0 + 10 + 20) / 6 * 4 / 4, within(1.0));
  }

  @Test
  void replicas_count_before_they_are_made() {
    jdbc.sql(
            "update experiment set spec = '{\"replicate\": {\"top\": 2, \"seeds\": 3}}' where id = ?")
        .param(experiment)
        .update();

    assertThat(secondsLeft()).isCloseTo(60.0 * (6 + 2 * 3) / 4, within(1.0));
    assertThat(planned()).as("of a search that is over").isEqualTo(10);
    jdbc.sql("update experiment set state = 'RUNNING', finished_at = null where id = ?")
        .param(experiment)
        .update();
    assertThat(planned()).isEqualTo(10 + 2 * 3);
  }

  @Test
  void an_experiment_that_does_not_run_has_no_end_to_foretell() {
    assertThat(api.get("/api/v1/experiments/" + experiment).body().get("seconds_left").isNull())
        .isTrue();
  }

  private int planned() {
    JsonNode body = api.get("/api/v1/experiments/" + experiment).body();
    return body.at("/trials/planned").asInt();
  }

  private void run(int number, int seconds) {
    jdbc.sql(
            """
            insert into trial (
              experiment_id, number, state, attempt, assignment, seed, parameter_count, started_at)
            values (:experiment, :number, 'RUNNING', 1, '{}', 1, 1,
              clock_timestamp() - :seconds * interval '1 second')
            """)
        .param("experiment", experiment)
        .param("number", number)
        .param("seconds", seconds)
        .update();
  }

  private double secondsLeft() {
    jdbc.sql(
            """
            update experiment
            set state = 'RUNNING', finished_at = null, trial_count = 10, proposed = 10,
                parallel_trials = 4
            where id = :id
            """)
        .param("id", experiment)
        .update();
    double left =
        api.get("/api/v1/experiments/" + experiment).body().get("seconds_left").asDouble();
    jdbc.sql("update experiment set state = 'COMPLETED', finished_at = now() where id = :id")
        .param("id", experiment)
        .update();
    return left;
  }
}
