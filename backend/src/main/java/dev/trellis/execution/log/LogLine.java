package dev.trellis.execution.log;

import java.time.Instant;

/**
 * Log line of a trial.
 *
 * @param attempt attempt of the claim
 * @param level {@code INFO}, {@code WARN} or {@code ERROR}
 * @param message at most {@value #LONGEST} characters; the message of an error may have line breaks
 */
public record LogLine(long trialId, int attempt, Instant at, String level, String message) {
  public static final int LONGEST = 8_000;

  public LogLine {
    message = message.length() > LONGEST ? message.substring(0, LONGEST - 1) + "…" : message;
    // the one character that PostgreSQL does not take
    message = message.replace("\0", "");
  }
}
