package dev.trellis.launch;

import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.core.env.Environment;
import org.springframework.util.unit.DataSize;

/** Validates types and ranges of settings before any resource is opened. */
final class SettingValues {
  private static final int MAX_PORT = 65_535;

  private static final Map<Class<?>, String> EXPECTED =
      Map.of(
          int.class, "an integer",
          Integer.class, "an integer",
          boolean.class, "true or false",
          Duration.class, "a duration such as 500ms, 90s, 10m or 2h",
          DataSize.class, "a size such as 512MB or 8GB",
          Path.class, "a path",
          URI.class, "a URL such as https://minio.example.org");

  private final Environment environment;
  private final Binder binder;

  SettingValues(Environment environment) {
    this.environment = environment;
    this.binder = Binder.get(environment);
  }

  /**
   * Returns the error message for the first invalid value; empty if all values are valid.
   *
   * @param types records of settings by prefix
   */
  Optional<String> error(Map<String, Class<?>> types) {
    try {
      int port = binder.bind("server.port", Integer.class).orElse(0);
      if (port < 0 || port > MAX_PORT) {
        return invalid("server.port", port, "a port from 0 (any free port) to 65535");
      }
      if (environment.getProperty("trellis.home", "").isBlank()) {
        return invalid("trellis.home", "", "a directory; omit the setting to use ~/.trellis");
      }
      return types.entrySet().stream()
          .flatMap(type -> rangeError(type.getKey(), type.getValue()).stream())
          .findFirst();
    } catch (BindException e) {
      String given = e.getProperty() == null ? "" : String.valueOf(e.getProperty().getValue());
      return invalid(
          e.getName().toString(), given, expected(e.getTarget().getType().resolve(Object.class)));
    }
  }

  private Optional<String> rangeError(String prefix, Class<?> type) {
    Object settings = binder.bind(prefix, Bindable.of(type)).orElse(null);
    return settings == null
        ? Optional.empty()
        : Arrays.stream(type.getRecordComponents())
            .flatMap(component -> rangeError(prefix, component, settings).stream())
            .findFirst();
  }

  private static Optional<String> rangeError(
      String prefix, RecordComponent component, Object settings) {
    Object value = value(component, settings);
    String name = prefix + "." + DataObjectPropertyName.toDashedForm(component.getName());
    if (value instanceof Integer number && number < 0) {
      return invalid(name, number, "0 or more");
    }
    if (value instanceof DataSize size && size.isNegative()) {
      return invalid(name, size, "0 or more bytes");
    }
    if (value instanceof Duration duration && (duration.isZero() || duration.isNegative())) {
      return invalid(name, duration, "more than 0, such as 90s or 10m");
    }
    return Optional.empty();
  }

  private static @Nullable Object value(RecordComponent component, Object settings) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(settings);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String expected(Class<?> type) {
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
          .collect(Collectors.joining(", ", "one of ", ""));
    }
    return EXPECTED.getOrDefault(type, "a value of type " + type.getSimpleName());
  }

  private static Optional<String> invalid(String setting, Object given, String expected) {
    return Optional.of("%s is '%s'; it must be %s.".formatted(setting, given, expected));
  }
}
