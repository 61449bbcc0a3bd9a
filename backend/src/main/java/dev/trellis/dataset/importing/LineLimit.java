package dev.trellis.dataset.importing;

import dev.trellis.problem.Problem;
import java.nio.CharBuffer;

/** Refuses texts with a line that is too long to be held in memory, before it is. */
final class LineLimit {
  /** Most characters of one line of a text, or of one row of a CSV file. */
  static final int CHARACTERS = 1_000_000;

  private int length;

  /**
   * Counts on.
   *
   * @param line number of the line in which the characters begin
   * @throws Problem if a line is too long
   */
  void check(CharBuffer chars, long line) {
    long current = line;
    for (int index = chars.position(); index < chars.limit(); index++) {
      char character = chars.get(index);
      if (character == '\n' || character == '\r') {
        length = 0;
        current += character == '\n' ? 1 : 0;
      } else if (++length > CHARACTERS) {
        throw Problem.invalid(
            "/file",
            "Line %d has more than %,d characters, the most that are allowed. Break it into lines, as fold -s does."
                .formatted(current, CHARACTERS));
      }
    }
  }
}
