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
 * Prepares the parts of the home directory that are needed before Spring starts: the directory of
 * the log, and that of unpacked native libraries. Runs when all settings are known and before the
 * {@link LoggingSystem} opens its file: a home that cannot be used is refused before anything is
 * written to it.
 */
public final class HomeDirectories
    implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {
  /** Between Spring Boot's listeners that read the settings and that set up logging. */
  private static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 15;

  /** System property of JavaCPP. */
  private static final String NATIVE_LIBRARIES = "org.bytedeco.javacpp.cachedir";

  /** Parts of a path that are syntax in Logback's patterns of file names, or in its regexes. */
  private static final Pattern NOT_FOR_LOGBACK = Pattern.compile("[%{}()\\[\\]*+?|^$\\\\]|:-");

  @Override
  public int getOrder() {
    return ORDER;
  }

  @Override
  public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
    ConfigurableEnvironment environment = event.getEnvironment();
    String given = environment.getRequiredProperty("trellis.home");
    if (given.isBlank()) {
      logToConsole(environment); // refused by SettingsCheck
      return;
    }
    Path home = path(given);
    if (System.getProperty(NATIVE_LIBRARIES) == null) {
      System.setProperty(NATIVE_LIBRARIES, home.resolve("javacpp").toString());
    }
    try {
      Home opened = Home.open(home, environment.getProperty("spring.datasource.url"));
      String log = environment.getProperty("logging.file.name", "");
      if (NOT_FOR_LOGBACK.matcher(log.replace(File.separatorChar, '/')).find()) {
        System.err.println(
            "No log file: its path is %s, and Logback takes no path with any of %% { } ( ) [ ] * + ? | ^ $ \\ or :- in it. Log lines go to standard output. Choose another trellis.home or logging.file.name for a log file."
                .formatted(log));
        logToConsole(environment);
      } else if (!log.isBlank() && Path.of(log).toAbsolutePath().startsWith(home)) {
        createLogs(opened);
      }
    } catch (HomeException refused) {
      // reported when the application opens it again, with logging in place
      logToConsole(environment);
    }
  }

  private static Path path(String home) {
    try {
      return Path.of(home).toAbsolutePath();
    } catch (InvalidPathException unmappable) {
      // logging is not set up yet, and would repeat the line
      LoggingSystem.get(HomeDirectories.class.getClassLoader())
          .setLogLevel(LoggingFailureAnalysisReporter.class.getName(), LogLevel.OFF);
      throw new StartRefusedException(
          "trellis.home is '%s', which is no path in the encoding %s of this process (%s). If the path has letters beyond ASCII, start with LC_ALL=C.UTF-8 in the environment; else choose another path."
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
