package dev.trellis.experiment.submission.codec;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A list of different values of one kind, at least one. */
public record ListType<T>(ValueType<T> item) implements ValueType<List<T>> {
  public static final int MOST = 1_000;

  @Override
  public Optional<List<T>> read(Node node) {
    List<Node> items = node.items();
    String given = node.value() instanceof List ? items.size() + " values" : node.shown();
    String needed = "%s, where a list of 1 to %d values is needed".formatted(given, MOST);
    if (items.isEmpty()) {
      node.reject(needed);
      return Optional.empty();
    }
    if (items.size() > MOST && node.refuses(needed)) {
      return Optional.empty();
    }
    List<T> values = new ArrayList<>();
    Map<T, Node> seen = new HashMap<>();
    for (Node place : items) {
      item.read(place).filter(value -> isNew(value, place, seen)).ifPresent(values::add);
    }
    return values.size() == items.size() ? Optional.of(values) : Optional.empty();
  }

  private boolean isNew(T value, Node place, Map<T, Node> seen) {
    Node first = seen.putIfAbsent(value, place);
    if (first != null) {
      place.reject(place.shown() + " is listed already, at " + first.pointer());
    }
    return first == null;
  }

  @Override
  public Object write(List<T> values) {
    return values.stream().map(item::write).toList();
  }

  @Override
  public Map<String, Object> schema() {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "array");
    schema.put("items", item.schema());
    schema.put("minItems", 1);
    schema.put("maxItems", MOST);
    schema.put("uniqueItems", true);
    return schema;
  }
}
