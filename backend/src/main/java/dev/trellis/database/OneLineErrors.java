package dev.trellis.database;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.EventArgUtil;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;

/**
 * Logs errors with an external cause, such as a lost connection to the database or a client that
 * disconnected, in one line: their stack traces do not show the cause, and hide others. At level
 * DEBUG of the logger, the stack trace is kept.
 */
final class OneLineErrors extends TurboFilter {
  /** Installs the filter once logging is set up. */
  static final class Installation
      implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {
    @Override
    public int getOrder() {
      return LoggingApplicationListener.DEFAULT_ORDER + 1;
    }

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
      if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context
          && context.getTurboFilterList().stream().noneMatch(OneLineErrors.class::isInstance)) {
        context.addTurboFilter(new OneLineErrors());
      }
    }
  }

  @Override
  @SuppressWarnings(
      "NullAway") // logback declares no nullness: all but logger and level may be null
  public FilterReply decide(
      @Nullable Marker marker,
      Logger logger,
      Level level,
      @Nullable String format,
      Object @Nullable [] arguments,
      @Nullable Throwable error) {
    Throwable thrown = error == null ? EventArgUtil.extractThrowable(arguments) : error;
    if (thrown == null
        || !level.isGreaterOrEqual(logger.getEffectiveLevel())
        || logger.getEffectiveLevel().toInt() <= Level.DEBUG_INT) {
      return FilterReply.NEUTRAL;
    }
    Optional<Throwable> outside =
        DatabaseOutage.causes(thrown).filter(OneLineErrors::isFromOutside).findFirst();
    if (outside.isEmpty()) {
      return FilterReply.NEUTRAL;
    }
    Object[] rest = error == null ? EventArgUtil.trimmedCopy(arguments) : arguments;
    logger.log(
        marker,
        OneLineErrors.class.getName(),
        Level.toLocationAwareLoggerInteger(level),
        Objects.requireNonNullElse(format, "") + ": " + firstLine(outside.get()),
        rest,
        null);
    return FilterReply.DENY;
  }

  private static boolean isFromOutside(Throwable error) {
    return DatabaseOutage.isOutage(error)
        || error instanceof SocketException
        || error instanceof SocketTimeoutException
        || (error instanceof IOException && isGoneClient(error));
  }

  private static boolean isGoneClient(Throwable error) {
    String name = error.getClass().getSimpleName();
    String message = String.valueOf(error.getMessage());
    return name.equals("ClientAbortException")
        || name.equals("AsyncRequestNotUsableException")
        || message.equals("Broken pipe")
        || message.equals("Connection reset by peer");
  }

  /** Braces would be taken for places of arguments. */
  private static String firstLine(Throwable error) {
    String message = Objects.requireNonNullElse(error.getMessage(), error.getClass().getName());
    return message.lines().findFirst().orElse("").replace("{}", "{ }");
  }
}
