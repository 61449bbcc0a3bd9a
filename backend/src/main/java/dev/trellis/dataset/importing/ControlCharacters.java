package dev.trellis.dataset.importing;

import dev.trellis.problem.Problem;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;

/** Tells binary files by the control characters in them. */
final class ControlCharacters {
  /** Control characters that Unicode counts as white space. */
  private static final String WHITE_SPACE = "\r\t\f\u000B\u0085";

  private static final double TOLERATED_SHARE = 0.05;

  private long controls;
  private long all;

  /**
   * Looks at bytes that no encoding makes sense of; those beyond ASCII are not held against them.
   */
  static void refuseBinary(ByteBuffer bytes) {
    ControlCharacters controls = new ControlCharacters();
    controls.check(StandardCharsets.US_ASCII.decode(bytes), 1);
    controls.checkShare();
  }

  /**
   * Counts on.
   *
   * @param line number of the line in which the characters begin
   * @return the number of line feeds
   * @throws Problem at a NUL
   */
  int check(CharBuffer chars, long line) {
    int lineFeeds = 0;
    for (int i = chars.position(); i < chars.limit(); i++) {
      char character = chars.get(i);
      if (character == '\n') {
        lineFeeds++;
      } else if (character == 0) {
        throw nul(line + lineFeeds);
      } else if (Character.isISOControl(character) && WHITE_SPACE.indexOf(character) < 0) {
        controls++;
      }
    }
    all += chars.remaining();
    return lineFeeds;
  }

  void checkShare() {
    if (controls > TOLERATED_SHARE * all) {
      throw Problem.invalid(
          "/file",
          "The file is binary, not text: %d of %d characters are control characters. Upload plain text."
              .formatted(controls, all));
    }
  }

  private static Problem nul(long line) {
    return Problem.invalid(
        "/file",
        "The file is binary, not text: line %d has a NUL character. Upload plain text; if it is text in UTF-16 or UTF-32, name that as encoding."
            .formatted(line));
  }
}
