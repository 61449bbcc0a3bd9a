package dev.trellis.launch;

import org.springframework.boot.ExitCodeGenerator;

/** A start that cannot succeed as it was asked for; the message says what to change. */
public final class StartRefusedException extends RuntimeException implements ExitCodeGenerator {
  StartRefusedException(String message) {
    super(message);
  }

  @Override
  public int getExitCode() {
    return Command.Refuse.STATUS;
  }
}
