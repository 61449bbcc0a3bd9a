package dev.trellis.launch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Version and commit of this build, read from files that the build adds to the jar. */
final class Version {
  private Version() {}

  /** Returns the version, such as {@code Trellis 0.1.0 (commit 1a2b3c4, Java 17.0.15)}. */
  static String text() {
    Properties build = read("/META-INF/build-info.properties");
    Properties git = read("/git.properties");
    String version = build.getProperty("build.version", "development");
    String commit = git.getProperty("git.commit.id.full", git.getProperty("git.commit.id", ""));
    return "Trellis %s (%sJava %s)"
        .formatted(
            version,
            commit.isEmpty() ? "" : "commit %.10s, ".formatted(commit),
            Runtime.version().toString());
  }

  private static Properties read(String resource) {
    Properties properties = new Properties();
    try (InputStream in = Version.class.getResourceAsStream(resource)) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + resource, e);
    }
    return properties;
  }
}
