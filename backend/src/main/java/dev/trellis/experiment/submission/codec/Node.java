package dev.trellis.experiment.submission.codec;

import dev.trellis.problem.Spelling;
import dev.trellis.problem.Violation;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Node of a submitted tree.
 *
 * @param value Map, List, String, Number or Boolean; null for an absent value
 * @param pointer JSON pointer of the node (RFC 6901)
 */
public record Node(@Nullable Object value, String pointer, Findings findings) {
  public boolean isAbsent() {
    return value == null;
  }

  public Node child(String key) {
    Object child = value instanceof Map<?, ?> map ? map.get(key) : null;
    return new Node(child, pointer + Violation.pointerTo(key), findings);
  }

  /** Returns the keys of a mapping in their order; empty if this is no mapping. */
  public List<String> keys() {
    return value instanceof Map<?, ?> map
        ? map.keySet().stream().map(String::valueOf).toList()
        : List.of();
  }

  /** Returns the items of a list; empty if this is no list. */
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

  /** Returns the value, short enough for a message. */
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
