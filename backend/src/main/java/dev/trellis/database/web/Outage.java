package dev.trellis.database.web;

import dev.trellis.database.DatabaseOutage;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Resource that the server lacks at the moment, for every request: its database, or disk space. */
enum Outage {
  DATABASE_AWAY(
      "The database does not answer. Nothing of this request was stored unless it was stored before; send it again in some seconds."),
  DEADLOCK(
      "Another request changed the same trials at the same time, and PostgreSQL ended this one to end a deadlock. Nothing of this request was stored; send it again."),
  DISK_FULL("There is no room on a disk of the server, so nothing of this request was stored.");

  private static final String DISK_FULL_STATE = "53100";

  /** Serialization failure, deadlock detected, lock not available. */
  private static final Set<String> DEADLOCK_STATES = Set.of("40001", "40P01", "55P03");

  private final String detail;

  Outage(String detail) {
    this.detail = detail;
  }

  /** Returns the cause and a remedy, as sentences for the caller. */
  String detail() {
    return detail;
  }

  /** Returns the outage that caused a failure; null if none did. */
  static @Nullable Outage of(Throwable failure) {
    if (DatabaseOutage.causes(failure).anyMatch(Outage::isDiskFull)) {
      return DISK_FULL;
    }
    if (DatabaseOutage.causes(failure).anyMatch(Outage::isDeadlock)) {
      return DEADLOCK;
    }
    return DatabaseOutage.causes(failure).anyMatch(DatabaseOutage::isOutage) ? DATABASE_AWAY : null;
  }

  private static boolean isDeadlock(Throwable cause) {
    return cause instanceof SQLException sql
        && DEADLOCK_STATES.contains(String.valueOf(sql.getSQLState()));
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
}
