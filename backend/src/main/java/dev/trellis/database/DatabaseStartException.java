package dev.trellis.database;

/** The database cannot be started or used; the message says why and what to do. */
class DatabaseStartException extends RuntimeException {
  DatabaseStartException(String message) {
    super(message);
  }

  DatabaseStartException(String message, Throwable cause) {
    super(message + ": " + cause.getMessage(), cause);
  }
}
