package dev.trellis.experiment.submission.codec;

import dev.trellis.problem.Spelling;
import dev.trellis.problem.Violation;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A place in a submitted tree.
 *
 * @param value what stands there: Map, List, String, Number or Boolean; null for nothing
 * @param pointer where it is (RFC 6901)
 */
public record Node(@Nullable Object value, String pointer, Findings findings) {
  public boolean isAbsent() {
    return value == null;
  }

  public Node child(String key) {
    Object child = value instanceof Map<?, ?> map ? map.get(key) : null;
    return new Node(child, pointer + Violation.pointerTo(key), findings);
  }

  /** The keys of a mapping in their order; none where this is something else. */
  public List<String> keys() {
    return value instanceof Map<?, ?> map
        ? map.keySet().stream().map(String::valueOf).toList()
        : List.of();
  }

  /** The items of a list; none where this is something else. */
  public List<Node> items() {
    return value instanceof List<?> list
        ? IntStream.range(0, list.size())
            .mapToObj(i -> new Node(list.get(i), pointer + "/" + i, findings))
            .toList()
        : List.of();
  }

  public void reject(String message) {
    findings.violations().add(new Violation(pointer, message));
  }

  /** Adds a warning at this place; the submission stays valid. */
  public void warn(String message) {
    findings.warnings().add(new Warning(pointer, message));
  }

  /**
   * Rejects a usable value that breaks a rule. A stored submission keeps its value: it was valid
   * when it was stored, and today's rule may be stricter.
   *
   * @return whether the value was rejected
   */
  public boolean refuses(String message) {
    if (!findings.isStored()) {
      reject(message);
    }
    return !findings.isStored();
  }

  void ignore() {
    findings.ignored().add(pointer);
  }

  /** What stands here, in words short enough for a message. */
  public String shown() {
    if (value == null) {
      return "nothing";
    }
    if (value instanceof String text) {
      return "the text " + Spelling.quoted(text);
    }
    if (value instanceof Map) {
      return "a mapping";
    }
    return value instanceof List ? "a list" : Spelling.cut(value.toString());
  }
}
