package dev.trellis.launch;

import dev.trellis.home.Home;
import dev.trellis.home.HomeException;
import dev.trellis.home.PrivateFiles;
import java.io.File;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.diagnostics.LoggingFailureAnalysisReporter;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Creates the directories in the home that are needed before Spring starts: the directory of the
 * log and the directory of extracted native libraries. Runs when all settings are known and before
 * the {@link LoggingSystem} opens its file, so that an unusable home is rejected before any file is
 * written.
 */
public final class HomeDirectories
    implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {
  /** Order between the listeners of Spring Boot that read the settings and that set up logging. */
  private static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 15;

  /** System property of JavaCPP for the directory of extracted native libraries. */
  private static final String NATIVE_LIBRARIES = "org.bytedeco.javacpp.cachedir";

  /** Characters of a path that Logback would interpret as file name patterns or regexes. */
  private static final Pattern LOGBACK_SYNTAX = Pattern.compile("[%{}()\\[\\]*+?|^$\\\\]|:-");

  @Override
  public int getOrder() {
    return ORDER;
  }

  @Override
  public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
    ConfigurableEnvironment environment = event.getEnvironment();
    String given = environment.getRequiredProperty("trellis.home");
    if (given.isBlank()) {
      logToConsole(environment); // SettingsCheck rejects the setting
      return;
    }
    Path home = path(given);
    if (System.getProperty(NATIVE_LIBRARIES) == null) {
      System.setProperty(NATIVE_LIBRARIES, home.resolve("javacpp").toString());
    }
    try {
      Home opened = Home.open(home, environment.getProperty("spring.datasource.url"));
      String log = environment.getProperty("logging.file.name", "");
      if (LOGBACK_SYNTAX.matcher(log.replace(File.separatorChar, '/')).find()) {
        System.err.println(
            "No log file: its path is %s, but Logback supports no path that contains any of %% { } ( ) [ ] * + ? | ^ $ \\ or :-. Log lines go to standard output. Set another trellis.home or logging.file.name for a log file."
                .formatted(log));
        logToConsole(environment);
      } else if (!log.isBlank() && Path.of(log).toAbsolutePath().startsWith(home)) {
        createLogs(opened);
      }
    } catch (HomeException unusable) {
      // reported when the application opens the home again, after logging is set up
      logToConsole(environment);
    }
  }

  private static Path path(String home) {
    try {
      return Path.of(home).toAbsolutePath();
    } catch (InvalidPathException unmappable) {
      // prevents a duplicate of the message, because logging is not set up yet
      LoggingSystem.get(HomeDirectories.class.getClassLoader())
          .setLogLevel(LoggingFailureAnalysisReporter.class.getName(), LogLevel.OFF);
      throw new StartRefusedException(
          "trellis.home is '%s', which is not a valid path in the encoding %s of this process (%s). If the path contains non-ASCII letters, set LC_ALL=C.UTF-8 in the environment; otherwise use another path."
              .formatted(home, System.getProperty("sun.jnu.encoding"), unmappable.getReason()));
    }
  }

  private static void logToConsole(ConfigurableEnvironment environment) {
    Map<String, Object> noFile = Map.of("logging.file.name", "");
    environment.getPropertySources().addFirst(new MapPropertySource("no log file", noFile));
  }

  private static void createLogs(Home home) {
    try {
      PrivateFiles.createDirectories(home.directory().resolve("logs"));
    } catch (IOException e) {
      System.err.println("Cannot create " + home.directory().resolve("logs") + ": " + e);
    }
  }
}
