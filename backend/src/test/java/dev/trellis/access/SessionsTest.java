package dev.trellis.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SessionsTest {
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final Sessions sessions = new Sessions(new SecureRandom(), now::get);
  private final FailedTokens failures = new FailedTokens(now::get);

  @Test
  void session_is_active_until_it_expires() {
    String id = sessions.start();

    pass(Sessions.LIFETIME.minusSeconds(1));
    assertThat(sessions.isActive(id)).isTrue();
    pass(Duration.ofSeconds(1));
    assertThat(sessions.isActive(id)).isFalse();
  }

  @Test
  void unknown_and_ended_sessions_are_not_active() {
    String id = sessions.start();
    sessions.end(id);

    assertThat(sessions.isActive(id)).isFalse();
    assertThat(sessions.isActive(null)).isFalse();
    assertThat(sessions.isActive("")).isFalse();
  }

  @Test
  void oldest_session_ends_if_there_are_too_many() {
    String oldest = sessions.start();
    String second = sessions.start();
    IntStream.range(0, 999).forEach(each -> sessions.start());

    assertThat(sessions.isActive(oldest)).isFalse();
    assertThat(sessions.isActive(second)).isTrue();
  }

  @Test
  void delay_grows_with_wrong_tokens_and_stays_bounded() {
    assertThat(FailedTokens.delay(5)).isZero();
    assertThat(FailedTokens.delay(6)).isEqualTo(Duration.ofMillis(125));
    assertThat(FailedTokens.delay(7)).isEqualTo(Duration.ofMillis(250));
    assertThat(FailedTokens.delay(1_000_000)).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void wrong_tokens_are_counted_per_address_and_forgotten() {
    assertThat(failures.add("a")).isEqualTo(1);
    assertThat(failures.add("a")).isEqualTo(2);
    assertThat(failures.add("b")).isEqualTo(1);
    pass(Duration.ofMinutes(11));
    assertThat(failures.add("a")).isEqualTo(1);
  }

  @Test
  void memory_for_wrong_tokens_is_bounded() {
    IntStream.range(0, 50_000).forEach(each -> failures.add("address " + each));

    assertThat(failures.addresses()).isEqualTo(10_000);
  }

  private void pass(Duration duration) {
    now.updateAndGet(before -> before.plus(duration));
  }
}
