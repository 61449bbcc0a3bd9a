package dev.trellis.launch;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;

/** The names of all settings below {@code trellis.}, from the records that hold them. */
final class KnownSettings {
  /** Set by Trellis for its own child processes; not for operators. */
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
   * @param types records of settings by their prefixes
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

  /** Returns the settings that an operator may give, such as {@code trellis.worker.stall-limit}. */
  List<String> names() {
    return names;
  }

  /** Returns whether a property, such as {@code trellis.worker.stallLimit}, is a known setting. */
  boolean contains(String property) {
    String given = letters(INDEX.matcher(property).replaceAll(""));
    return names.stream().map(KnownSettings::letters).anyMatch(given::equals)
        || INTERNAL.stream().map(KnownSettings::letters).anyMatch(given::equals)
        || containers.stream().map(KnownSettings::letters).anyMatch(given::startsWith);
  }

  /** Tests if a variable, such as {@code TRELLIS_WORKER_STALLLIMIT}, is a known setting. */
  boolean containsVariable(String variable) {
    return contains(variable) || contains(INDEX_VARIABLE.matcher(variable).replaceAll(""));
  }

  /** Returns the environment variable of a setting. */
  static String variable(String setting) {
    return setting.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
  }

  /** Spring Boot ignores case, dashes and underscores in names. */
  private static String letters(String name) {
    return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
  }
}
