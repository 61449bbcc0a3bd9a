package dev.trellis.home;

/** The home directory cannot be used; the message says why and what to do. */
public final class HomeException extends RuntimeException {
  HomeException(String message) {
    super(message);
  }
}
