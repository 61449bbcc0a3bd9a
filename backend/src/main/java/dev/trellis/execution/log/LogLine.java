package dev.trellis.execution.log;

import java.time.Instant;

/**
 * Something that was said of a trial while a worker had it.
 *
 * @param attempt the worker's claim
 * @param level {@code INFO}, {@code WARN} or {@code ERROR}
 * @param message at most {@value #LONGEST} characters, with line breaks where it tells of an error
 */
public record LogLine(long trialId, int attempt, Instant at, String level, String message) {
  public static final int LONGEST = 8_000;

  public LogLine {
    message = message.length() > LONGEST ? message.substring(0, LONGEST - 1) + "…" : message;
    // the one character that PostgreSQL does not take
    message = message.replace("\0", "");
  }
}
