package dev.trellis.launch;

import java.util.List;

/** Action that a command line requests. */
public sealed interface Command {
  /**
   * Starts a role.
   *
   * @param role name of the role: {@code server}, {@code worker} or {@code demo}
   * @param options options in the format of Spring Boot: {@code --name=value}
   */
  record Start(String role, List<String> options) implements Command {}

  /** Prints a text to standard output and exits with status 0. */
  record Print(String text) implements Command {}

  /** Prints an error message to standard error and exits with status {@value #STATUS}. */
  record Reject(String text) implements Command {
    /** Exit status for an invalid command line or setting. */
    public static final int STATUS = 2;
  }
}
