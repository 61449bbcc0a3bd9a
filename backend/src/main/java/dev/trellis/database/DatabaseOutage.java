package dev.trellis.database;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Tells errors of a database that cannot be reached from errors of a statement. */
public final class DatabaseOutage {
  /** Classes of SQL states: connection exception, insufficient resources, operator intervention. */
  private static final Set<String> STATE_CLASSES = Set.of("08", "53", "57");

  /** A statement that was canceled on purpose or reached its time limit. */
  private static final String QUERY_CANCELED = "57014";

  /** Limit of the causes that are looked at: a chain of causes may be a cycle. */
  private static final int MAX_CAUSES = 20;

  /** Message of HikariCP, without a SQL state, once a connection broke and is used again. */
  private static final String BROKEN_BEFORE = "Connection is closed";

  private DatabaseOutage() {}

  /** Tests if the database cannot be reached, is shutting down, or lacks connections or disk. */
  public static boolean isOutage(Throwable error) {
    if (error instanceof SQLTransientConnectionException) {
      return true; // no connection within the time that the pool waits
    }
    if (!(error instanceof SQLException sql)) {
      return false;
    }
    String state = sql.getSQLState();
    if (state == null) {
      return BROKEN_BEFORE.equals(sql.getMessage());
    }
    return state.length() == 5
        && STATE_CLASSES.contains(state.substring(0, 2))
        && !state.equals(QUERY_CANCELED);
  }

  /** Returns the error and its causes, outermost first, at most 20. */
  public static Stream<Throwable> causes(Throwable error) {
    return Stream.iterate(error, Objects::nonNull, Throwable::getCause).limit(MAX_CAUSES);
  }
}
