package dev.trellis.launch;

import org.springframework.boot.ExitCodeGenerator;

/** Thrown if the settings do not allow a start; the message contains the remedy. */
public final class StartRefusedException extends RuntimeException implements ExitCodeGenerator {
  StartRefusedException(String message) {
    super(message);
  }

  @Override
  public int getExitCode() {
    return Command.Reject.STATUS;
  }
}
