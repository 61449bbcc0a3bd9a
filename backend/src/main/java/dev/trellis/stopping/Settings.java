package dev.trellis.stopping;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Values of a pruner's settings, by name. */
public record Settings(Map<String, Integer> values) {
  public Settings {
    values = Collections.unmodifiableMap(new TreeMap<>(values));
  }

  /**
   * @throws IllegalArgumentException where nothing of that name is set
   */
  public int get(String name) {
    Integer value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the setting %s is missing".formatted(name));
    }
    return value;
  }
}
