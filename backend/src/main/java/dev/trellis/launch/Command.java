package dev.trellis.launch;

import java.util.List;

/** The meaning of a command line. */
public sealed interface Command {
  /**
   * Starts a role.
   *
   * @param options as Spring Boot reads them: {@code --name=value}
   */
  record Start(String role, List<String> options) implements Command {}

  /** Prints a text to standard output and ends with status 0. */
  record Print(String text) implements Command {}

  /** Prints a text to standard error and ends with status {@value #STATUS}. */
  record Refuse(String text) implements Command {
    /** Exit status of a command line or setting that is not understood. */
    public static final int STATUS = 2;
  }
}
