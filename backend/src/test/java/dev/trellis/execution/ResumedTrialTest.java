package dev.trellis.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Attempts that follow each other on one trial. */
class ResumedTrialTest extends AttemptsByHand {
  @Test
  void attempt_continues_after_returned_or_killed_attempt() throws IOException {
    long whole = submit();
    train(runner(), whole, "whole");

    long inParts = submit();
    handBackAfter(2, inParts);
    int begun = checkpointStep(inParts);
    dieAfter(begun + 2, inParts);
    int resumed = checkpointStep(inParts);
    train(runner(), inParts, "third");

    assertThat(points(inParts)).isEqualTo(points(whole)).hasSize(14 * 8);
    assertThat(attemptsByStep(inParts))
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, 8)
                .mapToObj(step -> step <= begun ? 1 : step <= resumed ? 2 : 3)
                .toList());
    assertThat(outcome(inParts)).isEqualTo(outcome(whole));
    assertThat(home.resolve("artifacts/checkpoints/" + inParts)).doesNotExist();
  }

  @Test
  void last_two_checkpoints_are_kept_and_second_is_fallback() throws IOException {
    long whole = submit();
    train(runner(), whole, "whole");

    long damaged = submit();
    dieAfter(4, damaged);
    Path directory = home.resolve("artifacts/checkpoints/" + damaged);
    try (var files = Files.list(directory)) {
      assertThat(files).hasSize(2);
    }
    int before = wholeEpochsIn(home.resolve("artifacts").resolve(checkpoint(damaged, "_before")));
    Path latest = home.resolve("artifacts").resolve(checkpoint(damaged, ""));
    byte[] bytes = Files.readAllBytes(latest);
    bytes[bytes.length / 2] ^= 4;
    Files.write(latest, bytes);
    train(runner(), damaged, "second");

    assertThat(points(damaged)).isEqualTo(points(whole));
    assertThat(before).isBetween(2, 3);
    assertThat(attemptsByStep(damaged)).filteredOn(attempt -> attempt == 1).hasSize(before);
  }

  private static int wholeEpochsIn(Path checkpoint) throws IOException {
    return ByteBuffer.wrap(Files.readAllBytes(checkpoint)).getInt(20);
  }

  @Test
  void curve_reader_gets_kept_points_under_new_attempt() {
    long trial = submit();
    dieAfter(3, trial);
    String curves = "/api/v1/experiments/%d/curves?metric=val_loss".formatted(experimentOf(trial));
    String cursor = api.get(curves).body().get("cursor").asString();
    train(runner(), trial, "second");

    var answer = api.get(curves + "&after=" + cursor).body().at("/trials/0");
    assertThat(answer.get("attempt").asInt()).isEqualTo(2);
    assertThat(answer.get("points")).hasSize(8);
  }
}
