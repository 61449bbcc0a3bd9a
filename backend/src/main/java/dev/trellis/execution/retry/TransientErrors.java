package dev.trellis.execution.retry;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.transaction.TransactionException;

/** Transient errors of the database, which do not depend on the statement: they must be retried. */
public final class TransientErrors {
  private static final Logger log = LoggerFactory.getLogger(TransientErrors.class);
  private static final long RETRY_MILLIS = 1_000;

  private TransientErrors() {}

  public static boolean isTransient(RuntimeException error) {
    if (error instanceof NonTransientDataAccessException) {
      return error instanceof NonTransientDataAccessResourceException;
    }
    return error instanceof DataAccessException || error instanceof TransactionException;
  }

  /** As {@link #retryUntilAvailable(BooleanSupplier, String, Supplier)}. */
  public static void retryUntilAvailable(BooleanSupplier hasToEnd, String what, Runnable call) {
    retryUntilAvailable(
        hasToEnd,
        what,
        () -> {
          call.run();
          return true;
        });
  }

  /**
   * Repeats the call until the database is available.
   *
   * @param hasToEnd whether waiting must end
   * @param what name of the waiting work, for the log
   */
  public static <T> T retryUntilAvailable(BooleanSupplier hasToEnd, String what, Supplier<T> call) {
    while (true) {
      try {
        return call.get();
      } catch (RuntimeException error) {
        if (hasToEnd.getAsBoolean() || !isTransient(error)) {
          throw error;
        }
        log.warn("Database unavailable; retrying task={} cause={}", what, error.getMessage());
        rest();
      }
    }
  }

  private static void rest() {
    try {
      Thread.sleep(RETRY_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the database is away", e);
    }
  }
}
