package dev.trellis.home;

/** Thrown if the home directory cannot be used; the message contains the cause and the remedy. */
public final class HomeException extends RuntimeException {
  HomeException(String message) {
    super(message);
  }
}
