package dev.trellis.experiment.submission.codec;

import dev.trellis.dataset.text.UnicodeText;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Text for people, of any language: one line, neither blank nor longer than so many characters. */
public record TextType(int longest) implements ValueType<String> {
  /** Control characters, line separators, and halves of surrogate pairs. */
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cs}\\u2028\\u2029]");

  @Override
  public Optional<String> read(Node node) {
    if (!(node.value() instanceof String given)) {
      boolean quotable = node.value() instanceof Number || node.value() instanceof Boolean;
      node.reject(node.shown() + " is not text" + (quotable ? "; put it in quotes" : ""));
      return Optional.empty();
    }
    String text = UnicodeText.strip(given);
    String objection = objection(text, node);
    return objection != null && node.refuses(objection) ? Optional.empty() : Optional.of(text);
  }

  private @Nullable String objection(String text, Node node) {
    if (UnicodeText.isInvisible(text)) {
      return "the text is blank; 1 to %d characters are needed, at least one of them visible"
          .formatted(longest);
    }
    int length = text.codePointCount(0, text.length());
    if (length > longest) {
      return "the text has %d characters; at most %d are allowed".formatted(length, longest);
    }
    return UNPRINTABLE.matcher(text).find() || UnicodeText.hasBidiControl(text)
        ? "%s has control characters; leave them out".formatted(node.shown())
        : null;
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
