package dev.trellis.access;

/** Access settings with which the server does not start; the message says what to set instead. */
public final class AccessSettingsException extends RuntimeException {
  public AccessSettingsException(String message) {
    super(message);
  }
}
