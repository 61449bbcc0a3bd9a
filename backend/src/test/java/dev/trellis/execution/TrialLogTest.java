package dev.trellis.execution;

import static dev.trellis.testing.Proxies.proxy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trellis.execution.claim.Claim;
import dev.trellis.execution.log.LogLine;
import dev.trellis.execution.log.TrialLogStore;
import dev.trellis.execution.log.TrialLogs;
import dev.trellis.space.Assignment;
import dev.trellis.testing.Api;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.TransientDataAccessResourceException;
import tools.jackson.databind.JsonNode;

/** Tests of the logs of trials. */
class TrialLogTest extends AttemptsByHand {
  private static final Logger library = LoggerFactory.getLogger("some.library");

  @Autowired TrialLogStore store;

  @Test
  void a_trial_s_log_tells_of_its_epochs_and_its_end() {
    long trial = submit();
    train(runner(), trial, "first");
    logs.deliver();

    assertThat(messages(trial))
        .filteredOn(message -> !message.startsWith("checkpoint"))
        .satisfiesExactly(
            taken -> assertThat(taken).isEqualTo("worker first takes it"),
            prepared -> assertThat(prepared).contains("sentences", "vocabulary", "MiB"),
            begun ->
                assertThat(begun)
                    .startsWith("training begins with {")
                    .containsPattern("; an epoch trains on \\d+ of \\d+ tokens"),
            first ->
                assertThat(first).startsWith("epoch 1, the best so far: ").contains("val_loss "),
            second -> assertThat(second).startsWith("epoch 2"),
            third -> assertThat(third).startsWith("epoch 3"),
            fourth -> assertThat(fourth).startsWith("epoch 4"),
            fifth -> assertThat(fifth).startsWith("epoch 5"),
            sixth -> assertThat(sixth).startsWith("epoch 6"),
            seventh -> assertThat(seventh).startsWith("epoch 7"),
            eighth -> assertThat(eighth).startsWith("epoch 8"),
            end ->
                assertThat(end)
                    .startsWith("completed: max_epochs after epoch 8")
                    .contains("test_"));
  }

  @Test
  void a_second_attempt_tells_where_it_goes_on() {
    long trial = submit();
    handBackAfter(2, trial);
    train(runner(), trial, "second");
    logs.deliver();

    assertThat(lines(trial))
        .filteredOn(line -> line.get("attempt").asInt() == 2)
        .extracting(line -> line.get("message").asString())
        .contains("worker second takes it")
        .anyMatch(message -> message.startsWith("training goes on after epoch "))
        .noneMatch(message -> message.startsWith("epoch 1:") || message.startsWith("epoch 1,"));
  }

  @Test
  void messages_of_libraries_are_in_the_log_of_their_trial() {
    Claim claim = claim(submit());
    Claim other = claim(submit());
    logs.during(
        claim,
        () -> {
          library.warn("odd", new IllegalStateException("for this reason"));
          logs.during(other, () -> library.error("of the other"));
          CompletableFuture.runAsync(TrialLogs.carried(() -> library.warn("beside"))).join();
        });
    library.warn("of none");
    logs.deliver();

    assertThat(lines(claim.trialId()))
        .extracting(line -> line.get("level").asString())
        .containsExactly("WARN", "WARN");
    assertThat(messages(claim.trialId()))
        .satisfiesExactly(
            odd ->
                assertThat(odd)
                    .startsWith("odd\njava.lang.IllegalStateException: for this reason\n")
                    .contains("at dev.trellis.execution.TrialLogTest"),
            beside -> assertThat(beside).isEqualTo("beside"));
    assertThat(messages(other.trialId())).containsExactly("of the other");
  }

  @Test
  void log_keeps_any_text_and_skips_deleted_trials() {
    long trial = submit();
    logs.during(claim(-1), () -> library.warn("lost with its trial"));
    logs.during(
        claim(trial),
        () -> {
          library.warn("a\0b <b>\u202e\ud83d\ude00");
          library.warn("x".repeat(20_000));
        });
    logs.deliver();

    assertThat(messages(trial))
        .satisfiesExactly(
            first -> assertThat(first).isEqualTo("ab <b>\u202e\ud83d\ude00"),
            second -> assertThat(second).hasSize(LogLine.LONGEST).endsWith("…"));
  }

  @Test
  void the_newest_lines_push_out_the_oldest() {
    long trial = submit();
    long quiet = submit();
    logs.during(claim(quiet), () -> library.warn("stays"));
    logs.during(
        claim(trial),
        () -> IntStream.rangeClosed(1, 5_000).forEach(line -> library.warn("line {}", line)));
    logs.deliver();

    assertThat(messages(trial))
        .hasSize(TrialLogStore.KEPT)
        .startsWith("line 3001")
        .endsWith("line 5000");
    assertThat(messages(quiet)).containsExactly("stays");
  }

  @Test
  void old_lines_are_looked_at_once_in_many_new_ones() {
    long trial = submit();
    store.add(Collections.nCopies(TrialLogStore.KEPT, line(trial)));

    store.add(List.of(line(trial)));
    long before = stored(trial);
    store.add(Collections.nCopies(300, line(trial)));

    assertThat(before).isEqualTo(TrialLogStore.KEPT + 1);
    assertThat(stored(trial)).isEqualTo(TrialLogStore.KEPT);
  }

  private static LogLine line(long trial) {
    return new LogLine(trial, 1, Instant.EPOCH, "INFO", "said");
  }

  private long stored(long trial) {
    return jdbc.sql("select count(*) from trial_log where trial_id = :id")
        .param("id", trial)
        .query(Long.class)
        .single();
  }

  @Test
  void lines_wait_while_the_database_is_away() {
    long trial = submit();
    boolean[] away = {true};
    TrialLogs patient =
        new TrialLogs(
            proxy(
                TrialLogStore.class,
                (self, method, arguments) -> {
                  if (away[0]) {
                    throw new TransientDataAccessResourceException("away");
                  }
                  try {
                    return method.invoke(store, arguments);
                  } catch (InvocationTargetException failure) {
                    throw failure.getCause();
                  }
                }));
    patient.during(claim(trial), () -> library.warn("one"));
    assertThatThrownBy(patient::deliver).hasMessage("away");
    patient.during(claim(trial), () -> library.warn("two"));
    away[0] = false;
    patient.destroy();

    assertThat(messages(trial)).containsExactly("one", "two");
  }

  @Test
  void a_reader_goes_on_after_the_last_line_and_takes_all_as_a_text() {
    long trial = submit();
    logs.during(claim(trial), () -> Stream.of("one", "two").forEach(library::warn));
    logs.deliver();

    long first = lines(trial).get(0).get("id").asLong();
    JsonNode later = api.get("/api/v1/trials/%d/log?after=%d".formatted(trial, first)).body();
    assertThat(later).extracting(line -> line.get("message").asString()).containsExactly("two");
    Api.Answer text = api.get("/api/v1/trials/%d/log.txt".formatted(trial));
    assertThat(text.type()).isEqualToIgnoringCase("text/plain;charset=UTF-8");
    assertThat(new String(text.raw().body(), StandardCharsets.UTF_8))
        .contains("WARN  attempt 1: one\n")
        .endsWith("WARN  attempt 1: two\n");
    assertThat(api.get("/api/v1/trials/-1/log").status()).isEqualTo(404);
    assertThat(api.get("/api/v1/trials/-1/log.txt").status()).isEqualTo(404);
    assertThat(api.get("/api/v1/trials/%d/log?after=x".formatted(trial)).status()).isEqualTo(422);
  }

  private static Claim claim(long trial) {
    return new Claim(trial, 1, 1, 0, new Assignment(Map.of()), 1, List.of());
  }

  private List<String> messages(long trial) {
    return lines(trial).stream().map(line -> line.get("message").asString()).toList();
  }

  private List<JsonNode> lines(long trial) {
    return api.get("/api/v1/trials/%d/log".formatted(trial)).body().valueStream().toList();
  }
}
