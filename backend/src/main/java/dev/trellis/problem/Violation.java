package dev.trellis.problem;

import org.jspecify.annotations.Nullable;

/**
 * Violation of a rule by a request.
 *
 * @param pointer JSON pointer (RFC 6901) into the body; empty for the whole body, and if {@code
 *     parameter} is given
 * @param parameter name of the query parameter; null if the body is wrong
 * @param message given value, allowed values and remedy, in one or two sentences
 */
public record Violation(String pointer, @Nullable String parameter, String message) {
  public Violation(String pointer, String message) {
    this(pointer, null, message);
  }

  /**
   * Returns the JSON pointer to a member of an object: {@code a/b} is {@code /a~1b}. Half of a
   * surrogate pair, which no answer can hold, is U+FFFD.
   */
  public static String pointerTo(String member) {
    return "/" + member.replaceAll("\\p{Cs}", "\uFFFD").replace("~", "~0").replace("/", "~1");
  }

  /** Creates a violation of a query parameter. */
  public static Violation ofParameter(String name, String message) {
    return new Violation("", name, message);
  }
}
