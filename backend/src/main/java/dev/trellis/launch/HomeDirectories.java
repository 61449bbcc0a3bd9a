package dev.trellis.launch;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/**
 * Prepares the parts of the home directory that are needed before Spring starts: the directory of
 * the log, and that of unpacked native libraries. Runs when all settings are known and before the
 * {@link LoggingSystem} opens its file, which would create the home readable by everybody.
 */
public final class HomeDirectories
    implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {
  /** Between Spring Boot's listeners that read the settings and that set up logging. */
  private static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 15;

  /** System property of JavaCPP. */
  private static final String NATIVE_LIBRARIES = "org.bytedeco.javacpp.cachedir";

  @Override
  public int getOrder() {
    return ORDER;
  }

  @Override
  public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
    Environment environment = event.getEnvironment();
    Path home = Path.of(environment.getRequiredProperty("trellis.home")).toAbsolutePath();
    if (System.getProperty(NATIVE_LIBRARIES) == null) {
      System.setProperty(NATIVE_LIBRARIES, home.resolve("javacpp").toString());
    }
    String log = environment.getProperty("logging.file.name", "");
    if (!log.isBlank() && Path.of(log).toAbsolutePath().startsWith(home)) {
      createPrivate(home);
    }
  }

  /** A home that cannot be created is reported by whatever needs it first, with a reason. */
  private static void createPrivate(Path home) {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] ownerOnly =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
            }
            : new FileAttribute<?>[0];
    try {
      Files.createDirectories(home.resolve("logs"), ownerOnly);
    } catch (IOException e) {
      System.err.println("Cannot create " + home.resolve("logs") + ": " + e);
    }
  }
}
