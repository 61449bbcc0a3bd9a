package dev.trellis.access.web.tomcat;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Limits of request bodies: size, and the rate at which they must arrive.
 *
 * @param upload bytes of a multipart body: {@code spring.servlet.multipart.max-request-size}
 */
public record BodyLimits(long upload) {
  /**
   * Bytes of every other body: submissions, changes, notes (at most 20,000 characters), prompts.
   */
  private static final long DOCUMENT = 1 << 20;

  private static final long GRACE_NANOS = 10_000_000_000L;
  private static final long MIN_BYTES_PER_SECOND = 4_096;

  /** Returns the number of bytes that a body of this content type may have. */
  public long of(@Nullable String contentType) {
    return isMultipart(contentType) ? upload : DOCUMENT;
  }

  private static boolean isMultipart(@Nullable String contentType) {
    return contentType != null
        && contentType.strip().toLowerCase(Locale.ROOT).startsWith("multipart/");
  }

  /** Returns the remedy for a body that is too large. */
  public String message(@Nullable String contentType) {
    return isMultipart(contentType)
        ? "The upload is larger than the %,d bytes that this server takes (spring.servlet.multipart.max-request-size). Send a smaller file, or raise the setting."
            .formatted(upload)
        : "The body is larger than %,d bytes, the most that is allowed here. Send a smaller one."
            .formatted(DOCUMENT);
  }

  /** Tests if a body comes at less than 4 KiB a second after its first ten seconds. */
  static boolean isTooSlow(long bytes, long nanos) {
    return nanos > GRACE_NANOS && bytes < (nanos - GRACE_NANOS) / 1e9 * MIN_BYTES_PER_SECOND;
  }
}
