package dev.trellis.execution;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Who gets a trial. */
class ClaimsTest extends AttemptsByHand {
  @Test
  void a_trial_that_lost_its_worker_twice_in_a_row_is_claimed_by_a_process_of_its_own_alone() {
    long trial = submit();
    lose(trial);
    assertThat(claims.isSuspect(trial)).isFalse();
    lose(trial);

    take(trial, "third");
    assertThat(claims.isSuspect(trial)).isTrue();
    assertThat(claims.claim(trial, "third", false)).isEmpty();
    assertThat(claims.claim(trial, "third", true)).isPresent();
  }

  private void lose(long trial) {
    take(trial, "lost");
    Claim claim = claims.claim(trial, "lost", false).orElseThrow();
    LostClaim lost = new LostClaim(trial, claim.attempt(), claim.experimentId());
    planner.change(claim.experimentId(), () -> claims.workerLost(lost));
  }

  @Test
  void a_place_in_the_queue_that_is_another_workers_gives_no_claim() {
    long trial = submit();
    take(trial, "first");

    assertThat(claims.claim(trial, "second", false)).isEmpty();
    assertThat(claims.claim(trial, "first", false)).isPresent();
    assertThat(claims.claim(trial, "first", false)).isEmpty();
  }
}
