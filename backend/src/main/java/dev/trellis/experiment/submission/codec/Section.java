package dev.trellis.experiment.submission.codec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Mapping with known keys. Reading it checks the keys and returns the node, from which {@link Key}s
 * read their values.
 *
 * @param ignored keys that have a meaning in other tools and no effect here
 * @param refused keys that are understood but not available, each with a remedy
 */
public record Section(List<Key<?>> keys, Set<String> ignored, Map<String, String> refused)
    implements ValueType<Node> {
  public static Section of(Key<?>... keys) {
    return new Section(List.of(keys), Set.of(), Map.of());
  }

  @Override
  public Optional<Node> read(Node node) {
    if (!(node.value() instanceof Map)) {
      node.reject(
          "%s stands where a mapping of %s is needed"
              .formatted(node.shown(), String.join(", ", names())));
      return Optional.empty();
    }
    node.keys().forEach(key -> check(node.child(key), key));
    return Optional.of(node);
  }

  private void check(Node child, String key) {
    if (names().contains(key)) {
      return;
    }
    if (ignored.contains(key)) {
      child.ignore();
    } else {
      child.refuses(
          refused.containsKey(key) ? refused.get(key) : Suggestions.unknown(key, names()));
    }
  }

  private List<String> names() {
    return keys.stream().<String>map(Key::name).toList();
  }

  @Override
  public Object write(Node node) {
    return node.value() == null ? Map.of() : node.value();
  }

  @Override
  public Map<String, Object> schema() {
    Map<String, Object> properties = new LinkedHashMap<>();
    keys.forEach(key -> properties.put(key.name(), key.schema()));
    ignored.stream()
        .sorted()
        .forEach(key -> properties.put(key, Map.of("description", "Accepted and ignored.")));
    List<String> required = keys.stream().filter(Key::required).<String>map(Key::name).toList();
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("properties", properties);
    if (!required.isEmpty()) {
      schema.put("required", required);
    }
    schema.put("additionalProperties", false);
    return schema;
  }
}
