package dev.trellis.launch;

import dev.trellis.problem.Spelling;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.stereotype.Component;

/**
 * Rejects a start with an unknown setting (under {@code trellis.}, or any setting on the command
 * line), with an invalid value, or of a worker without a database. Runs before any resource or port
 * is opened.
 */
@Component
class SettingsCheck implements BeanFactoryPostProcessor, EnvironmentAware {
  private static final String PREFIX = "trellis.";
  private static final String VARIABLE_PREFIX = "TRELLIS_";

  /**
   * Variables that are not settings: variables of Kubernetes and Docker for a service named
   * trellis, and variables of clients and tests of Trellis.
   */
  private static final Pattern FOREIGN_VARIABLE =
      Pattern.compile(
          "TRELLIS_(.*_)?(SERVICE_HOST|SERVICE_PORT(_.*)?|PORT(_\\d+_.*)?)|TRELLIS_URL|TRELLIS_E2E_.*");

  private ConfigurableEnvironment environment;

  @SuppressWarnings("NullAway.Init") // Spring sets the environment first
  SettingsCheck() {}

  @Override
  public void setEnvironment(Environment environment) {
    this.environment = (ConfigurableEnvironment) environment;
  }

  @Override
  public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
    Map<String, Class<?>> records = records(beans);
    KnownSettings known = new KnownSettings(records);
    environment.getPropertySources().stream()
        .flatMap(source -> errors(source, known))
        .findFirst()
        .or(this::libraryError)
        .or(() -> new SettingValues(environment).error(records))
        .ifPresent(
            error -> {
              throw new StartRefusedException(error);
            });
    if (environment.acceptsProfiles(Profiles.of("worker"))
        && !environment.containsProperty("spring.datasource.url")) {
      throw new StartRefusedException(
          "spring.datasource.url is not set; a worker needs the server's database. Set --spring.datasource.url=jdbc:postgresql://HOST/DATABASE or SPRING_DATASOURCE_URL; see 'worker --help'.");
    }
  }

  /** Checks only the command line: other variables and properties may belong to other programs. */
  private Optional<String> libraryError() {
    List<String> options =
        environment.getPropertySources().stream()
            .filter(SimpleCommandLinePropertySource.class::isInstance)
            .map(SimpleCommandLinePropertySource.class::cast)
            .flatMap(source -> Stream.of(source.getPropertyNames()))
            .filter(name -> !name.startsWith(PREFIX) && name.contains("."))
            .toList();
    if (options.isEmpty()) {
      return Optional.empty();
    }
    LibrarySettings known = LibrarySettings.read();
    return options.stream().flatMap(name -> known.error(name).stream()).findFirst();
  }

  private static Map<String, Class<?>> records(ConfigurableListableBeanFactory beans) {
    Map<String, Class<?>> records = new LinkedHashMap<>();
    for (String name : beans.getBeanNamesForAnnotation(ConfigurationProperties.class)) {
      Class<?> type = beans.getType(name, false);
      if (type != null && type.isRecord() && type.getPackageName().startsWith("dev.trellis")) {
        records.put(type.getAnnotation(ConfigurationProperties.class).value(), type);
      }
    }
    return records;
  }

  private static Stream<String> errors(PropertySource<?> source, KnownSettings known) {
    if (source instanceof SystemEnvironmentPropertySource variables) {
      return Stream.of(variables.getPropertyNames())
          .filter(name -> name.startsWith(VARIABLE_PREFIX))
          .filter(name -> !FOREIGN_VARIABLE.matcher(name).matches())
          .filter(name -> !known.containsVariable(name))
          .map(name -> unknown(name, variables(known)));
    }
    return source instanceof EnumerablePropertySource<?> properties
        ? Stream.of(properties.getPropertyNames())
            .filter(name -> name.startsWith(PREFIX))
            .filter(name -> !known.contains(name))
            .map(name -> unknown(name, known.names()))
        : Stream.empty();
  }

  private static List<String> variables(KnownSettings known) {
    return known.names().stream().map(KnownSettings::variable).toList();
  }

  private static String unknown(String name, List<String> known) {
    List<String> namesakes =
        known.stream().filter(setting -> lastPart(setting).equals(lastPart(name))).toList();
    Optional<String> closest =
        Spelling.closest(name, namesakes)
            .or(() -> namesakes.stream().findFirst())
            .or(() -> Spelling.closest(name, known));
    return "%s is not a setting.%s"
        .formatted(
            name,
            closest
                .map(" Did you mean %s?"::formatted)
                .orElseGet(() -> " Known settings: " + String.join(", ", known) + "."));
  }

  private static String lastPart(String name) {
    return name.replaceFirst(".*[._]", "");
  }
}
