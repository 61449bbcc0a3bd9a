package dev.trellis.database;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.net.ConnectException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OneLineErrorsTest {
  private final LoggerContext context = new LoggerContext();
  private final Logger logger = context.getLogger("any");
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  @BeforeEach
  void install() {
    context.addTurboFilter(new OneLineErrors());
    logger.setLevel(Level.WARN);
    lines.setContext(context);
    lines.start();
    logger.addAppender(lines);
  }

  static Stream<Throwable> errorsFromOutside() {
    return Stream.of(
        new SQLException("FATAL: terminating connection\nmore", "57P01"),
        new SQLException("I/O error {}", "08006"),
        new SQLException("Connection is closed"),
        new SQLException("No space left on device", "53100"),
        new SQLTransientConnectionException("Connection is not available"),
        new RuntimeException("outer", new ConnectException("Connection refused")),
        new IOException("Broken pipe"));
  }

  @ParameterizedTest
  @MethodSource("errorsFromOutside")
  void error_from_outside_is_one_line_without_stack_trace(Throwable error) {
    logger.warn("Heartbeat failed worker={}", 7, error);
    logger.error("again", error);

    assertThat(lines.list).hasSize(2).allMatch(line -> line.getThrowableProxy() == null);
    assertThat(lines.list.get(0).getFormattedMessage())
        .startsWith("Heartbeat failed worker=7: ")
        .doesNotContain("\n");
    assertThat(lines.list.get(1).getLevel()).isEqualTo(Level.ERROR);
  }

  @Test
  void other_errors_keep_their_stack_trace() {
    logger.warn("failed {}", 1, new IllegalStateException("a fault"));
    logger.error("failed", new SQLException("syntax error", "42601"));
    logger.info("not logged", new SQLException("gone", "08006"));

    assertThat(lines.list).hasSize(2).allMatch(line -> line.getThrowableProxy() != null);
  }

  @Test
  void debug_level_keeps_the_stack_trace() {
    logger.setLevel(Level.DEBUG);
    logger.warn("failed", new SQLException("gone", "08006"));

    assertThat(lines.list).singleElement().matches(line -> line.getThrowableProxy() != null);
  }
}
