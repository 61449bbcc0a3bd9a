package dev.trellis.experiment.web;

import dev.trellis.problem.Problem;
import dev.trellis.problem.ProblemKind;
import org.jspecify.annotations.Nullable;

/** Reads the header {@code Idempotency-Key}. */
final class IdempotencyKey {
  static final String HEADER = "Idempotency-Key";
  private static final int LONGEST = 255;

  private IdempotencyKey() {}

  /**
   * Returns the key, or null if the header is missing or blank.
   *
   * @throws Problem MALFORMED for more than 255 characters
   */
  static @Nullable String of(@Nullable String header) {
    if (header == null || header.isBlank()) {
      return null;
    }
    if (header.length() > LONGEST) {
      throw Problem.of(
          ProblemKind.MALFORMED,
          "The Idempotency-Key has %,d characters; at most %d are allowed. A UUID will do."
              .formatted(header.length(), LONGEST));
    }
    return header;
  }
}
