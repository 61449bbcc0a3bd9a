package dev.trellis.launch;

import dev.trellis.problem.Spelling;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Names of the settings of Spring Boot and other libraries, such as {@code server.port}, read from
 * the configuration metadata in their jars.
 */
final class LibrarySettings {
  private static final String METADATA = "META-INF/spring-configuration-metadata.json";
  private static final Pattern CONTAINER =
      Pattern.compile("java\\.util\\.(Map|Properties|List|Set)\\b.*");

  /** Names by canonical form, because Spring Boot ignores case, dashes and underscores. */
  private final Map<String, String> names = new HashMap<>();

  /** Settings that are maps or lists, by canonical form; a key or an index follows the name. */
  private final Map<String, String> containers = new HashMap<>();

  private LibrarySettings() {}

  /** Reads the configuration metadata on the class path. */
  static LibrarySettings read() {
    LibrarySettings settings = new LibrarySettings();
    JsonMapper json = JsonMapper.shared();
    try {
      ClassLoader loader = LibrarySettings.class.getClassLoader();
      for (URL url : Collections.list(loader.getResources(METADATA))) {
        try (InputStream metadata = url.openStream()) {
          json.readTree(metadata).path("properties").forEach(settings::add);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return settings;
  }

  /** Adds a setting unless it is deprecated and no longer has an effect. */
  private void add(JsonNode property) {
    if (property.path("deprecation").path("level").asString("").equals("error")) {
      return;
    }
    String name = property.path("name").asString();
    names.put(canonical(name), name);
    if (CONTAINER.matcher(property.path("type").asString("")).matches()) {
      containers.put(canonical(name), name);
    }
  }

  /** Returns the error message for an unknown option; empty if the option is a known setting. */
  Optional<String> error(String name) {
    String given = canonical(name);
    if (names.containsKey(given) || containers.keySet().stream().anyMatch(given::startsWith)) {
      return Optional.empty();
    }
    return Optional.of(
        "%s is not a setting.%s"
            .formatted(
                name,
                Spelling.closest(name, names.values())
                    .map(" Did you mean %s?"::formatted)
                    .orElse(" See --help, and Spring Boot's list of common properties.")));
  }

  private static String canonical(String name) {
    return name.replaceAll("\\[[^]]*]", "").replaceAll("[-_]", "").toLowerCase(Locale.ROOT);
  }
}
