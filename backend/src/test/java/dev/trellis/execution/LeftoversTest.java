package dev.trellis.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Tests of files and rows that attempts without an outcome leave behind. */
class LeftoversTest extends AttemptsByHand {
  @Autowired Housekeeping pulse;

  @Test
  void checkpoints_of_a_trial_cancelled_while_it_waits_are_deleted() {
    long trial = submit();
    handBackAfter(2, trial);
    Path checkpoints = home.resolve("artifacts/checkpoints/" + trial);
    assertThat(checkpoints).isNotEmptyDirectory();
    pulse.sweepCheckpoints();
    assertThat(checkpoints).isNotEmptyDirectory();

    assertThat(api.post("/api/v1/trials/" + trial + "/cancel").status()).isEqualTo(202);
    pulse.sweepCheckpoints();

    assertThat(checkpoints).doesNotExist();
    assertThat(column(trial, "num_nonnulls(checkpoint, checkpoint_before, checkpoint_step)"))
        .isZero();
  }

  @Test
  void the_duration_of_a_trial_that_waits_is_that_of_its_attempts() {
    long trial = submit();
    handBackAfter(2, trial);
    jdbc.sql("update trial set trained = '90 s' where id = :id").param("id", trial).update();

    assertThat(api.get("/api/v1/trials/" + trial).body().get("seconds").asDouble()).isEqualTo(90);
    assertThat(api.get("/api/v1/trials/" + trial).body().get("started_at").isNull()).isFalse();
    train(runner(), trial, "second");
    assertThat(api.get("/api/v1/trials/" + trial).body().get("seconds").asDouble())
        .isBetween(90.0, 150.0);
  }
}
