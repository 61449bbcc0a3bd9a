package dev.trellis.experiment.submission;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Text for people, of any language: one line, neither blank nor longer than so many characters. */
record Text(int longest) implements ValueType<String> {
  /** Control characters, line separators, and halves of surrogate pairs. */
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cs}\\u2028\\u2029]");

  @Override
  public Optional<String> read(Node node) {
    if (!(node.value() instanceof String given)) {
      boolean quotable = node.value() instanceof Number || node.value() instanceof Boolean;
      node.reject(node.shown() + " is not text" + (quotable ? "; put it in quotes" : ""));
      return Optional.empty();
    }
    String text = given.strip();
    if (text.isEmpty()) {
      node.reject("the text is blank; 1 to %d characters are needed".formatted(longest));
    } else if (text.codePointCount(0, text.length()) > longest) {
      node.reject(
          "the text has %d characters; at most %d are allowed"
              .formatted(text.codePointCount(0, text.length()), longest));
    } else if (UNPRINTABLE.matcher(text).find()) {
      node.reject("%s has control characters; leave them out".formatted(node.shown()));
    } else {
      return Optional.of(text);
    }
    return Optional.empty();
  }

  @Override
  public Object write(String value) {
    return value;
  }

  @Override
  public Map<String, Object> schema() {
    return Map.of("type", "string", "pattern", "\\S", "maxLength", longest);
  }
}
