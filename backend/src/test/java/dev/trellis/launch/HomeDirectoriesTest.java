package dev.trellis.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

@ExtendWith(OutputCaptureExtension.class)
class HomeDirectoriesTest {
  @Configuration
  static class Nothing {}

  /** Resets the logging system, which a cached application of another test may have set up. */
  @BeforeEach
  void resetLogging() {
    LoggingSystem.get(getClass().getClassLoader()).cleanUp();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '^',
      value = {
        "a b 'c' \"d\" #1 ü !true",
        ";&@=~,!true",
        "a (1)!false",
        "[a!false",
        "C++!false",
        "$y!false",
        "*?|^!false",
        "{x}!false",
        "a:-b!false",
        "a\\b!false",
        "50% #1!false",
        "%d{yyyy}!false",
        "100%!false"
      })
  void home_may_have_any_valid_name(
      String name, boolean hasLogFile, @TempDir Path parent, CapturedOutput output) {
    Path home = parent.resolve(name.strip());

    new SpringApplicationBuilder(Nothing.class)
        .web(WebApplicationType.NONE)
        .listeners(new HomeDirectories())
        .run("--trellis.home=" + home, "--logging.file.name=" + home + "/logs/server.log")
        .close();

    assertThat(home).isDirectory();
    assertThat(home.resolve("logs/server.log").toFile().exists()).isEqualTo(hasLogFile);
    assertThat(output.getAll().contains("No log file")).isEqualTo(!hasLogFile);
  }

  @Test
  void invalid_path_of_home_is_rejected_with_remedy() {
    SpringApplicationBuilder application =
        new SpringApplicationBuilder(Nothing.class)
            .web(WebApplicationType.NONE)
            .listeners(new HomeDirectories());

    assertThatThrownBy(() -> application.run("--trellis.home=/tmp/a\0b"))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining("LC_ALL=C.UTF-8");
  }
}
