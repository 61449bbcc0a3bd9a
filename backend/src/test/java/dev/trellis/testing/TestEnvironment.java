package dev.trellis.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Points a Trellis under test to a new database and a new home directory. */
final class TestEnvironment
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {
  @Override
  public void initialize(ConfigurableApplicationContext application) {
    try {
      TestPropertyValues.of(
              "spring.datasource.url=" + TestDatabase.create(),
              "trellis.home=" + Files.createTempDirectory("trellis-test-"))
          .applyTo(application);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
