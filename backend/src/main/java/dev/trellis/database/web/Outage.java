package dev.trellis.database.web;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the server needs and does not have at the moment, whatever the request. */
enum Outage {
  DATABASE_AWAY(
      "The database does not answer. Nothing of this request was stored unless it was stored before; send it again in some seconds."),
  DISK_FULL("There is no room on a disk of the server, so nothing of this request was stored.");

  private static final String DISK_FULL_STATE = "53100";

  /** Classes of SQL states: connection exception, insufficient resources, operator intervention. */
  private static final Set<String> AWAY = Set.of("08", "53", "57");

  /** A statement that was canceled on purpose or ran out of its time. */
  private static final String QUERY_CANCELED = "57014";

  private final String detail;

  Outage(String detail) {
    this.detail = detail;
  }

  /** What is wrong and what to do, in words for the caller. */
  String detail() {
    return detail;
  }

  /** The outage behind a failure; null if there is none. */
  static @Nullable Outage of(Throwable failure) {
    if (causes(failure).anyMatch(Outage::isDiskFull)) {
      return DISK_FULL;
    }
    return causes(failure).anyMatch(Outage::isDatabaseAway) ? DATABASE_AWAY : null;
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
        .limit(20);
  }

  private static boolean isDiskFull(Throwable cause) {
    if (cause instanceof SQLException sql) {
      return DISK_FULL_STATE.equals(sql.getSQLState());
    }
    String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
    return cause instanceof IOException
        && (message.contains("no space left on device")
            || message.contains("disk quota exceeded")
            || message.contains("not enough space on the disk"));
  }

  private static boolean isDatabaseAway(Throwable cause) {
    if (cause instanceof SQLTransientConnectionException) {
      return true; // no connection within the time that the pool waits
    }
    String state = cause instanceof SQLException sql ? sql.getSQLState() : null;
    return state != null
        && state.length() == 5
        && AWAY.contains(state.substring(0, 2))
        && !state.equals(QUERY_CANCELED);
  }
}
