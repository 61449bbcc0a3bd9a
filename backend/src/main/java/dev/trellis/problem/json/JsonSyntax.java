package dev.trellis.problem.json;

import dev.trellis.problem.Spelling;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/**
 * Explains JSON that cannot be parsed: the mistake and a remedy. Messages of the parser name its
 * settings and classes, so explanations repeat only the user's text.
 */
public final class JsonSyntax {
  private static final Pattern DUPLICATE =
      Pattern.compile("Duplicate Object property \"(.*)\"", Pattern.DOTALL);
  private static final Pattern LIMIT =
      Pattern.compile("(?s)(.*) (?:value length|length|depth) \\((\\d+)\\) exceeds .*?\\((\\d+).*");
  private static final Pattern WORD = Pattern.compile("(?s)[^']* token '([^']+).*");
  private static final Pattern CHARACTER = Pattern.compile("(?s).*\\(code (\\d+).*");
  private static final Pattern CONTROL = Pattern.compile("(?s).*CTRL-CHAR, code (\\d+).*");
  private static final String QUOTES = "names and texts stand in double quotes, not in single ones";
  private static final String ESCAPE =
      "a text has a backslash that begins no escape of JSON; write a backslash as \\\\";
  private static final String NUMBER =
      "a number is not written as JSON has it; write 0.5 for .5, and 1 for 01, 1. or +1";
  private static final String NO_COMMENTS = "JSON has no comments; remove it";

  private JsonSyntax() {}

  /** Returns {@code line 3, column 5}; empty if the parser does not know the place. */
  public static String place(JacksonException refusal) {
    TokenStreamLocation place = refusal.getLocation();
    return place == null || place.getLineNr() < 1
        ? ""
        : "line %d, column %d".formatted(place.getLineNr(), place.getColumnNr());
  }

  /** Returns the mistake and a remedy, without a full stop and without the position. */
  public static String explain(JacksonException refusal) {
    String message = String.valueOf(refusal.getOriginalMessage());
    if (refusal instanceof UnexpectedEndOfInputException) {
      return "it ends too early; a brace, a bracket or a quote is not closed";
    }
    if (refusal instanceof StreamConstraintsException) {
      return limit(message);
    }
    Matcher duplicate = DUPLICATE.matcher(message);
    if (duplicate.find()) {
      return "the key %s is given twice; give it once"
          .formatted(Spelling.quoted(duplicate.group(1)));
    }
    if (message.startsWith("Unexpected close marker")) {
      return "a brace or a bracket is closed by one of the other kind, or once too often; check the pairs { } and [ ]";
    }
    if (message.contains("escape sequence")) {
      return ESCAPE;
    }
    if (message.startsWith("Unexpected character")) {
      return message.contains("comment")
          ? "a comment stands here; " + NO_COMMENTS
          : character(message);
    }
    if (message.startsWith("Trailing token")) {
      return "more text follows after the end of the value; remove it";
    }
    if (message.contains("CTRL-CHAR")) {
      return control(message);
    }
    Matcher word = WORD.matcher(message);
    return word.matches()
        ? "%s is not a JSON value; write a number, true, false, null, or a text in double quotes"
            .formatted(Spelling.cut(word.group(1)))
        : other(message);
  }

  private static String limit(String message) {
    Matcher limit = LIMIT.matcher(message);
    if (!limit.matches()) {
      return "it is too large; split it";
    }
    return limit.group(1).contains("nesting")
        ? "it is nested more than %s levels deep, the most that are allowed"
            .formatted(limit.group(3))
        : "a number, a name or a text has %s characters; at most %s are allowed"
            .formatted(limit.group(2), limit.group(3));
  }

  private static String character(String message) {
    Matcher code = CHARACTER.matcher(message);
    int given = code.matches() ? Integer.parseInt(code.group(1)) : ' ';
    String shown = shown(given);
    if (given == '\'') {
      return QUOTES;
    }
    if (given == '#') {
      return "a comment or the character # stands here; " + NO_COMMENTS;
    }
    if (message.contains("colon to separate")) {
      return "a colon is needed here, not " + shown;
    }
    if (message.contains("numeric") || given == '.' || given == '+') {
      return NUMBER;
    }
    if (message.contains("property name")) {
      return given == '}'
          ? "a comma stands before }; remove the comma"
          : "a name in double quotes is needed here, not " + shown;
    }
    if (message.contains("comma to separate")) {
      return "a comma or the closing brace or bracket is needed here, not " + shown;
    }
    return given == ']' || given == '}' || given == ','
        ? "a value is needed here, not %s; remove the comma before or after it".formatted(shown)
        : "a value is needed here, not %s; texts stand in double quotes".formatted(shown);
  }

  private static String shown(int character) {
    return Character.isISOControl(character) || Character.getType(character) == Character.SURROGATE
        ? "U+%04X".formatted(character)
        : Character.toString(character);
  }

  private static String control(String message) {
    Matcher code = CONTROL.matcher(message);
    int given = code.matches() ? Integer.parseInt(code.group(1)) : 0;
    return message.contains("unquoted")
        ? "a text has a line break or another control character; write it as \\u%04x"
            .formatted(given)
        : "the control character U+%04X stands here; remove it".formatted(given);
  }

  private static String other(String message) {
    if (message.contains("escape")) {
      return ESCAPE;
    }
    if (message.contains("UTF-8")) {
      return "the bytes are not UTF-8; save it as UTF-8";
    }
    return message.contains("numeric") || message.contains("number")
        ? NUMBER
        : "this is not as JSON has it; check the quotes, commas and brackets before this place";
  }
}
