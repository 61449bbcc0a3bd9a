package dev.trellis.experiment.submission.codec;

import java.util.Map;
import java.util.Optional;

/** {@code true} or {@code false}. */
public record BooleanType() implements ValueType<Boolean> {
  @Override
  public Optional<Boolean> read(Node node) {
    if (node.value() instanceof Boolean flag) {
      return Optional.of(flag);
    }
    node.reject(node.shown() + " is neither true nor false");
    return Optional.empty();
  }

  @Override
  public Object write(Boolean value) {
    return value;
  }

  @Override
  public Map<String, Object> schema() {
    return Map.of("type", "boolean");
  }
}
