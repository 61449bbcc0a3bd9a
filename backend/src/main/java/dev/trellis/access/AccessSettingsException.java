package dev.trellis.access;

/** Thrown for access settings with which the server must not start; the message has a remedy. */
public final class AccessSettingsException extends RuntimeException {
  public AccessSettingsException(String message) {
    super(message);
  }
}
