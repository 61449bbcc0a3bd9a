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

/** Checks the values of settings before anything is opened: their types and ranges. */
final class SettingValues {
  private static final int LAST_PORT = 65_535;

  private static final Map<Class<?>, String> EXPECTED =
      Map.of(
          int.class, "a whole number",
          Integer.class, "a whole number",
          boolean.class, "true or false",
          Duration.class, "a duration such as 500ms, 90s, 10m or 2h",
          DataSize.class, "a size such as 512MB or 8GB",
          Path.class, "a path",
          URI.class, "an address such as https://minio.example.org");

  private final Environment environment;
  private final Binder binder;

  SettingValues(Environment environment) {
    this.environment = environment;
    this.binder = Binder.get(environment);
  }

  /**
   * Returns what is wrong with a value; empty if all are right.
   *
   * @param types records of settings by their prefixes
   */
  Optional<String> mistake(Map<String, Class<?>> types) {
    try {
      int port = binder.bind("server.port", Integer.class).orElse(0);
      if (port < 0 || port > LAST_PORT) {
        return wrong("server.port", port, "a port from 0 (any that is free) to 65535");
      }
      if (environment.getProperty("trellis.home", "").isBlank()) {
        return wrong("trellis.home", "", "a directory; leave the setting out for ~/.trellis");
      }
      return types.entrySet().stream()
          .flatMap(type -> rangeMistake(type.getKey(), type.getValue()).stream())
          .findFirst();
    } catch (BindException e) {
      String given = e.getProperty() == null ? "" : String.valueOf(e.getProperty().getValue());
      return wrong(
          e.getName().toString(), given, expected(e.getTarget().getType().resolve(Object.class)));
    }
  }

  private Optional<String> rangeMistake(String prefix, Class<?> type) {
    Object settings = binder.bind(prefix, Bindable.of(type)).orElse(null);
    return settings == null
        ? Optional.empty()
        : Arrays.stream(type.getRecordComponents())
            .flatMap(component -> rangeMistake(prefix, component, settings).stream())
            .findFirst();
  }

  private static Optional<String> rangeMistake(
      String prefix, RecordComponent component, Object settings) {
    Object value = value(component, settings);
    String name = prefix + "." + DataObjectPropertyName.toDashedForm(component.getName());
    if (value instanceof Integer number && number < 0) {
      return wrong(name, number, "0 or more");
    }
    if (value instanceof DataSize size && size.isNegative()) {
      return wrong(name, size, "0 or more bytes");
    }
    if (value instanceof Duration duration && (duration.isZero() || duration.isNegative())) {
      return wrong(name, duration, "more than 0, such as 90s or 10m");
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

  private static Optional<String> wrong(String setting, Object given, String expected) {
    return Optional.of("%s is '%s'; it must be %s.".formatted(setting, given, expected));
  }
}
