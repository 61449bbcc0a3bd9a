package dev.trellis.database;

/** The embedded database cannot be started; the message says why and what to do. */
class DatabaseStartException extends RuntimeException {
  DatabaseStartException(String message) {
    super(message);
  }

  DatabaseStartException(String message, Throwable cause) {
    super(message + ": " + cause.getMessage(), cause);
  }
}
