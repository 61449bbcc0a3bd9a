package dev.trellis.pruning;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Values of the settings of a pruner, by name. */
public record PrunerSettings(Map<String, Integer> values) {
  public PrunerSettings {
    values = Collections.unmodifiableMap(new TreeMap<>(values));
  }

  /**
   * Returns the value of a setting.
   *
   * @throws IllegalArgumentException if the setting has no value
   */
  public int get(String name) {
    Integer value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "setting %s has no value; pass a value for every setting of the pruner".formatted(name));
    }
    return value;
  }
}
