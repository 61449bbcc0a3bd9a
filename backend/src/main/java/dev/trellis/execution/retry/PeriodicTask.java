package dev.trellis.execution.retry;

import java.util.Collection;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.transaction.CannotCreateTransactionException;

/** Runs a task that repeats on a schedule for many items, so that no item stops the others. */
public final class PeriodicTask {
  private static final Logger log = LoggerFactory.getLogger(PeriodicTask.class);

  private PeriodicTask() {}

  /**
   * Applies the action to each item. An item that fails costs one log line and is tried again at
   * the next run.
   *
   * @param name of the task with its item, for the log, such as {@code "tend experiment"}
   * @throws RuntimeException if the database cannot be reached, which would fail every item
   */
  public static <T> void forEach(String name, Collection<T> items, Consumer<T> action) {
    for (T item : items) {
      try {
        action.accept(item);
      } catch (RuntimeException error) {
        if (isDatabaseAway(error)) {
          throw error;
        }
        log.warn("Failed to {}; trying again soon item={} cause={}", name, item, error.toString());
      }
    }
  }

  private static boolean isDatabaseAway(RuntimeException error) {
    return error instanceof DataAccessResourceFailureException
        || error instanceof NonTransientDataAccessResourceException
        || error instanceof CannotCreateTransactionException;
  }
}
