package dev.trellis.launch;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;

/** Names of all settings under {@code trellis.}, derived from the records that contain them. */
final class KnownSettings {
  /** Settings that Trellis sets for its child processes; operators must not set them. */
  private static final List<String> INTERNAL =
      List.of(
          "trellis.main",
          "trellis.worker.tied",
          "trellis.worker.alone.trial",
          "trellis.worker.alone.holder");

  private static final Pattern INDEX = Pattern.compile("\\[[^]]*]");
  private static final Pattern INDEX_VARIABLE = Pattern.compile("_\\d+(_|$)");

  private final List<String> names = new ArrayList<>();

  /** Names of settings that are lists or maps: an index or a key follows the name. */
  private final List<String> containers = new ArrayList<>();

  /**
   * Creates the names of the settings of records.
   *
   * @param types records of settings by prefix
   */
  KnownSettings(Map<String, Class<?>> types) {
    types.forEach(this::add);
  }

  private void add(String prefix, Class<?> type) {
    for (RecordComponent component : type.getRecordComponents()) {
      String name = prefix + "." + DataObjectPropertyName.toDashedForm(component.getName());
      Class<?> value = component.getType();
      if (value.isRecord() && value.getPackageName().startsWith("dev.trellis")) {
        add(name, value);
      } else {
        names.add(name);
        if (Collection.class.isAssignableFrom(value) || Map.class.isAssignableFrom(value)) {
          containers.add(name);
        }
      }
    }
  }

  /** Returns the settings that operators may set, such as {@code trellis.worker.stall-limit}. */
  List<String> names() {
    return names;
  }

  /** Returns true if a property, such as {@code trellis.worker.stallLimit}, is a known setting. */
  boolean contains(String property) {
    String given = canonical(INDEX.matcher(property).replaceAll(""));
    return names.stream().map(KnownSettings::canonical).anyMatch(given::equals)
        || INTERNAL.stream().map(KnownSettings::canonical).anyMatch(given::equals)
        || containers.stream().map(KnownSettings::canonical).anyMatch(given::startsWith);
  }

  /** Returns true if a variable, such as {@code TRELLIS_WORKER_STALLLIMIT}, is a known setting. */
  boolean containsVariable(String variable) {
    return contains(variable) || contains(INDEX_VARIABLE.matcher(variable).replaceAll(""));
  }

  /** Returns the environment variable of a setting. */
  static String variable(String setting) {
    return setting.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
  }

  /** Returns lower-case canonical and digits: Spring Boot ignores case, dashes and underscores. */
  private static String canonical(String name) {
    return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
  }
}
