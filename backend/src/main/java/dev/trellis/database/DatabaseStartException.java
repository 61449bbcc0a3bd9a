package dev.trellis.database;

/** Thrown if the database cannot be started or used; the message has the cause and a remedy. */
class DatabaseStartException extends RuntimeException {
  DatabaseStartException(String message) {
    super(message);
  }

  DatabaseStartException(String message, Throwable cause) {
    super(message + ": " + cause.getMessage(), cause);
  }
}
