package dev.trellis.execution;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.transaction.TransactionException;

/** Errors of the database that say nothing about what was asked of it: to be tried again. */
final class PassingErrors {
  private PassingErrors() {}

  static boolean isPassing(RuntimeException error) {
    if (error instanceof NonTransientDataAccessException) {
      return error instanceof NonTransientDataAccessResourceException;
    }
    return error instanceof DataAccessException || error instanceof TransactionException;
  }
}
