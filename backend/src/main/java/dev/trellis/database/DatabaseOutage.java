package dev.trellis.database;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionSystemException;

/** Tells errors of a database that cannot be reached from errors of a statement. */
public final class DatabaseOutage {
  /** Classes of SQL states: connection exception, insufficient resources, operator intervention. */
  private static final Set<String> STATE_CLASSES = Set.of("08", "53", "57");

  /** A statement that was canceled on purpose or reached its time limit. */
  private static final String QUERY_CANCELED = "57014";

  /** Limit of the causes that are looked at: a chain of causes may be a cycle. */
  private static final int MAX_CAUSES = 20;

  private DatabaseOutage() {}

  /** Tests if the database cannot be reached, is shutting down, or lacks connections or disk. */
  public static boolean isOutage(Throwable error) {
    if (error instanceof SQLTransientConnectionException) {
      return true; // no connection within the time that the pool waits
    }
    String state = error instanceof SQLException sql ? sql.getSQLState() : null;
    return state != null
        && state.length() == 5
        && STATE_CLASSES.contains(state.substring(0, 2))
        && !state.equals(QUERY_CANCELED);
  }

  /**
   * Returns the error and its causes, outermost first, at most 20. The cause of a rollback that
   * failed is the error that it was for: the rollback itself only finds the connection closed.
   */
  public static Stream<Throwable> causes(Throwable error) {
    return Stream.iterate(error, Objects::nonNull, DatabaseOutage::cause).limit(MAX_CAUSES);
  }

  private static @Nullable Throwable cause(Throwable error) {
    return error instanceof TransactionSystemException rollback
            && rollback.getApplicationException() != null
        ? rollback.getApplicationException()
        : error.getCause();
  }
}
