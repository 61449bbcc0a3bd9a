package dev.trellis.experiment.submission.codec;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One key of the format.
 *
 * @param description one sentence, which editors show from the JSON Schema
 * @param fallback default value; null for none
 */
public record Key<T>(
    String name, String description, ValueType<T> type, boolean required, @Nullable T fallback) {
  public static <T> Key<T> required(String name, String description, ValueType<T> type) {
    return new Key<>(name, description, type, true, null);
  }

  public static <T> Key<T> optional(String name, String description, ValueType<T> type) {
    return new Key<>(name, description, type, false, null);
  }

  public static <T> Key<T> defaulting(
      String name, T fallback, String description, ValueType<T> type) {
    return new Key<>(name, description, type, false, fallback);
  }

  /** Returns the value in a mapping, or the default; empty if there is neither. */
  public Optional<T> read(Node mapping) {
    Node node = mapping.child(name);
    if (!node.isAbsent()) {
      return type.read(node).or(() -> Optional.ofNullable(fallback));
    }
    if (required) {
      node.reject(name + " is missing: " + description);
    }
    return Optional.ofNullable(fallback);
  }

  /** Writes a value under this key; omits the key if the value is null. */
  public void write(Map<String, Object> mapping, @Nullable T value) {
    if (value != null) {
      mapping.put(name, type.write(value));
    }
  }

  public Map<String, Object> schema() {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("description", description);
    schema.putAll(type.schema());
    if (fallback != null) {
      schema.put("default", type.write(fallback));
    }
    return schema;
  }
}
